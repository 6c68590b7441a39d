package io.impuls.tracking.collector.domain;

import io.impuls.contracts.event.ClientClock;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.Order;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.Product;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A draft while a protocol fills it. What is never set stays absent. */
public final class DraftBuilder {

  private final List<Product> products = new ArrayList<>();
  private final Set<EventFlag> flags = EnumSet.noneOf(EventFlag.class);
  private String id;
  private String type;
  private Instant timestamp;
  private Instant sentAt;
  private String anonymousId;
  private String userId;
  private String email;
  private String phone;
  private String recipient;
  private Map<String, Object> traits = Map.of();
  private Map<String, Boolean> consent = Map.of();
  private Page page;
  private Order order;
  private Map<String, Object> properties = Map.of();
  private Map<String, Object> context = Map.of();
  private String writeKey;

  /** Sets the client's id of the event. */
  public DraftBuilder id(String value) {
    this.id = value;
    return this;
  }

  /** Gives the client's id of the event; null while none was set. */
  public String id() {
    return id;
  }

  /** Sets what happened, as a canonical type or a name of the sender's. */
  public DraftBuilder type(String value) {
    this.type = value;
    return this;
  }

  /** Sets when it happened by the client's clock. */
  public DraftBuilder timestamp(Instant value) {
    this.timestamp = value;
    return this;
  }

  /** Sets when it was sent by the client's clock; without it the timestamp is taken as it is. */
  public DraftBuilder sentAt(Instant value) {
    this.sentAt = value;
    return this;
  }

  /** Sets the id that the client made up for the device. */
  public DraftBuilder anonymousId(String value) {
    this.anonymousId = value;
    return this;
  }

  /** Sets the shop's customer id. */
  public DraftBuilder userId(String value) {
    this.userId = value;
    return this;
  }

  /** Sets the address. */
  public DraftBuilder email(String value) {
    this.email = value;
    return this;
  }

  /** Sets the phone number. */
  public DraftBuilder phone(String value) {
    this.phone = value;
    return this;
  }

  /** Sets the person that a verified message link names. */
  public DraftBuilder recipient(String value) {
    this.recipient = value;
    return this;
  }

  /** Sets facts about the person. */
  public DraftBuilder traits(Map<String, Object> value) {
    this.traits = value;
    return this;
  }

  /** Sets which purposes were given or withdrawn. */
  public DraftBuilder consent(Map<String, Boolean> value) {
    this.consent = value;
    return this;
  }

  /** Sets the page. */
  public DraftBuilder page(Page value) {
    this.page = value;
    return this;
  }

  /** Sets the order. */
  public DraftBuilder order(Order value) {
    this.order = value;
    return this;
  }

  /** Adds a product behind those there are. */
  public DraftBuilder product(Product value) {
    this.products.add(value);
    return this;
  }

  /** Sets anything else that was said. */
  public DraftBuilder properties(Map<String, Object> value) {
    this.properties = value;
    return this;
  }

  /** Sets facts about the client. */
  public DraftBuilder context(Map<String, Object> value) {
    this.context = value;
    return this;
  }

  /** Adds facts that the protocol does not know to the context, where it has no such name. */
  public DraftBuilder keep(Map<String, Object> unknown) {
    if (!unknown.isEmpty()) {
      Map<String, Object> all = new LinkedHashMap<>(unknown);
      all.putAll(context);
      context = all;
    }
    return this;
  }

  /** Sets the key in the body. */
  public DraftBuilder writeKey(String value) {
    this.writeKey = value;
    return this;
  }

  /** Adds a flag. */
  public DraftBuilder flag(EventFlag value) {
    flags.add(value);
    return this;
  }

  /** Gives the draft. */
  public Draft build() {
    return new Draft(
        id,
        type,
        new ClientClock(timestamp, sentAt),
        anonymousId,
        userId,
        email,
        phone,
        recipient,
        traits,
        consent,
        page,
        order,
        List.copyOf(products),
        properties,
        context,
        writeKey,
        Set.copyOf(flags));
  }
}
