package io.impuls.contracts.event;

import java.util.Set;

/** Names of the canonical event types; anything else is {@code custom.<name>}. */
public final class EventTypes {

  // Pages and apps
  public static final String PAGE_VIEWED = "page.viewed";

  /**
   * A page was left or is still open; {@code page.activeSeconds} says how long it was looked at.
   */
  public static final String PAGE_ENGAGED = "page.engaged";

  public static final String SCREEN_VIEWED = "screen.viewed";

  /** A link to another site was followed; {@code properties.url} says where to. */
  public static final String LINK_CLICKED = "link.clicked";

  public static final String FILE_DOWNLOADED = "file.downloaded";

  /** On-site search; {@code properties.query} is the phrase. */
  public static final String SEARCH_PERFORMED = "search.performed";

  /** {@code properties.form} names it, {@code properties.fields} lists the names of its fields. */
  public static final String FORM_SUBMITTED = "form.submitted";

  // Surveys: properties.survey, and properties.question and properties.answer of an answer
  public static final String SURVEY_VIEWED = "survey.viewed";
  public static final String SURVEY_STARTED = "survey.started";
  public static final String SURVEY_ANSWERED = "survey.answered";

  // Shop
  public static final String CATEGORY_VIEWED = "category.viewed";
  public static final String PRODUCT_VIEWED = "product.viewed";
  public static final String PRODUCT_CLICKED = "product.clicked";
  public static final String CART_VIEWED = "cart.viewed";
  public static final String CART_ADDED = "cart.added";
  public static final String CART_REMOVED = "cart.removed";

  /** The whole cart as it is now; an empty list of products empties it. */
  public static final String CART_UPDATED = "cart.updated";

  public static final String CHECKOUT_STARTED = "checkout.started";
  public static final String ORDER_PLACED = "order.placed";
  public static final String ORDER_CANCELLED = "order.cancelled";
  public static final String ORDER_REFUNDED = "order.refunded";
  public static final String WISHLIST_ADDED = "wishlist.added";
  public static final String WISHLIST_REMOVED = "wishlist.removed";

  // People
  public static final String PERSON_IDENTIFIED = "person.identified";

  /** {@code consent} says which purposes were given or withdrawn. */
  public static final String CONSENT_CHANGED = "consent.changed";

  /** The person logged out: the visit ends at once (TR-14). */
  public static final String PERSON_LOGGED_OUT = "person.logged-out";

  // Mail: properties.message, .campaign, .link, .url, .bounce (hard or soft). Whoever tells that no
  // human did it says properties.machine and .machineReason; .hidden is a link that no human sees
  public static final String EMAIL_SENT = "email.sent";
  public static final String EMAIL_DELIVERED = "email.delivered";
  public static final String EMAIL_OPENED = "email.opened";
  public static final String EMAIL_CLICKED = "email.clicked";
  public static final String EMAIL_BOUNCED = "email.bounced";
  public static final String EMAIL_COMPLAINED = "email.complained";
  public static final String EMAIL_UNSUBSCRIBED = "email.unsubscribed";

  // SMS: properties.message, .link, .url, .text
  public static final String SMS_SENT = "sms.sent";
  public static final String SMS_DELIVERED = "sms.delivered";
  public static final String SMS_FAILED = "sms.failed";
  public static final String SMS_CLICKED = "sms.clicked";
  public static final String SMS_REPLIED = "sms.replied";
  public static final String SMS_UNSUBSCRIBED = "sms.unsubscribed";

  /** Derived by the resolver: two identities turned out to be one person. */
  public static final String PERSON_MERGED = "person.merged";

  /**
   * Derived by the resolver: what was taken for one person's is another's after all, see {@link
   * Split}.
   */
  public static final String PERSON_SPLIT = "person.split";

  /**
   * Derived by the resolver: a user should look who is who. {@code properties.reason} says why,
   * {@code properties.candidates} lists the persons in question, {@code properties.identifierKinds}
   * the sorts of identifier that joined them.
   */
  public static final String IDENTITY_REVIEW = "identity.review";

  /** Derived by the resolver: a visit began. */
  public static final String SESSION_STARTED = "session.started";

  /** Derived by the resolver: a visit ended (or, by a higher revision, was corrected). */
  public static final String SESSION_ENDED = "session.ended";

  /**
   * On no topic of events: the cause of what a rule gives because something did not happen in time.
   */
  public static final String WAIT_ELAPSED = "wait.elapsed";

  /** On no topic of events: the cause of what an award loses as time passes. */
  public static final String POINTS_EXPIRED = "points.expired";

  /** On no topic of events: the cause of what becomes of a score whose points go all the time. */
  public static final String POINTS_DECAYED = "points.decayed";

  // On no topic of events: what changes of tags are to scoring. properties.tag is the tag's key,
  // properties.name its display name, properties.score its score, the last one for a tag that went
  public static final String TAG_ASSIGNED = "tag.assigned";
  public static final String TAG_REMOVED = "tag.removed";
  public static final String TAG_EXPIRED = "tag.expired";

  /** What can happen to the tags of people, and rules of scoring can count. */
  public static final Set<String> TAG_MOVES = Set.of(TAG_ASSIGNED, TAG_REMOVED, TAG_EXPIRED);

  /**
   * Property of {@link #PERSON_IDENTIFIED}: the user id that the person had before. Where both are
   * known persons, a user is asked; they are never merged by it.
   */
  public static final String PREVIOUS_ID = "previousId";

  /** Prefix of every type that is not canonical. */
  public static final String CUSTOM_PREFIX = "custom.";

  /**
   * What people do, or what is done to them, and what rules can count by itself. Visits and
   * findings about identity are missing, because late events revise them; so are opens and clicks
   * of messages ({@link #MESSAGE_ACTS}), as who counts these must know what to do until it is
   * settled whether a human did it (3.28).
   */
  public static final Set<String> ACTS =
      Set.of(
          PAGE_VIEWED,
          PAGE_ENGAGED,
          SCREEN_VIEWED,
          LINK_CLICKED,
          FILE_DOWNLOADED,
          SEARCH_PERFORMED,
          FORM_SUBMITTED,
          SURVEY_VIEWED,
          SURVEY_STARTED,
          SURVEY_ANSWERED,
          CATEGORY_VIEWED,
          PRODUCT_VIEWED,
          PRODUCT_CLICKED,
          CART_VIEWED,
          CART_ADDED,
          CART_REMOVED,
          CART_UPDATED,
          CHECKOUT_STARTED,
          ORDER_PLACED,
          ORDER_CANCELLED,
          ORDER_REFUNDED,
          WISHLIST_ADDED,
          WISHLIST_REMOVED,
          PERSON_IDENTIFIED,
          CONSENT_CHANGED,
          PERSON_LOGGED_OUT,
          EMAIL_SENT,
          EMAIL_DELIVERED,
          EMAIL_BOUNCED,
          EMAIL_COMPLAINED,
          EMAIL_UNSUBSCRIBED,
          SMS_SENT,
          SMS_DELIVERED,
          SMS_FAILED,
          SMS_REPLIED,
          SMS_UNSUBSCRIBED);

  /**
   * What people do with messages, as far as it was people. What a human surely did is a sign of
   * life; the rest may turn out to be a machine's.
   */
  public static final Set<String> MESSAGE_ACTS = Set.of(EMAIL_OPENED, EMAIL_CLICKED, SMS_CLICKED);

  /** What is done to people, by us or others, and is no act of theirs. */
  public static final Set<String> DONE_TO_THEM =
      Set.of(EMAIL_SENT, EMAIL_DELIVERED, EMAIL_BOUNCED, SMS_SENT, SMS_DELIVERED, SMS_FAILED);

  private EventTypes() {}

  /** Whether events of a type are acts of the person that they are about; custom ones are. */
  public static boolean actOfThePerson(String type) {
    return !DONE_TO_THEM.contains(type)
        && (ACTS.contains(type) || MESSAGE_ACTS.contains(type) || type.startsWith(CUSTOM_PREFIX));
  }
}
