package io.impuls.contracts.event;

/** Names of the canonical event types; anything else is {@code custom.<name>}. */
public final class EventTypes {

  public static final String PAGE_VIEWED = "page.viewed";
  public static final String FILE_DOWNLOADED = "file.downloaded";
  public static final String PRODUCT_VIEWED = "product.viewed";
  public static final String CART_ADDED = "cart.added";
  public static final String ORDER_PLACED = "order.placed";
  public static final String ORDER_CANCELLED = "order.cancelled";
  public static final String PERSON_IDENTIFIED = "person.identified";
  public static final String EMAIL_SENT = "email.sent";

  /** Derived by the resolver: two identities turned out to be one person. */
  public static final String PERSON_MERGED = "person.merged";

  /** Derived by the resolver: a visit began. */
  public static final String SESSION_STARTED = "session.started";

  /** Derived by the resolver: a visit ended (or, by a higher revision, was corrected). */
  public static final String SESSION_ENDED = "session.ended";

  /** Prefix of every type that is not canonical. */
  public static final String CUSTOM_PREFIX = "custom.";

  private EventTypes() {}
}
