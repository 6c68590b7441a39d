package io.impuls.tracking.collector.domain;

import io.impuls.contracts.event.ClientClock;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.Order;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.Product;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One event as the client sent it: read, bounded and cleaned, not yet judged. What is absent is
 * null or empty.
 *
 * @param id the client's id of it
 * @param type what happened, as sent
 * @param clock the client's times
 * @param anonymousId id that the client made up for the device
 * @param userId the shop's customer id
 * @param email address as sent
 * @param phone number as sent
 * @param recipient person that a verified link of a message names, as a UUID
 * @param traits facts about the person
 * @param consent purpose to whether it was given
 * @param page the page it happened on
 * @param order the order it is about
 * @param products {@code product} and {@code products} together, in that order
 * @param properties anything else
 * @param context facts about the client, and every field that the protocol does not know
 * @param writeKey key in the body, for senders that cannot set headers
 * @param flags what the protocol knows of the event beside what was sent
 */
public record Draft(
    String id,
    String type,
    ClientClock clock,
    String anonymousId,
    String userId,
    String email,
    String phone,
    String recipient,
    Map<String, Object> traits,
    Map<String, Boolean> consent,
    Page page,
    Order order,
    List<Product> products,
    Map<String, Object> properties,
    Map<String, Object> context,
    String writeKey,
    Set<EventFlag> flags) {

  /** Name under which {@link #context} keeps the sender's id of an imported event. */
  private static final String SENDERS_ID = "importedId";

  /**
   * Gives the same as a piece of history: named {@code row}, flagged as backfill, and its time
   * taken as it is. The sender's own id stays in the context.
   */
  public Draft imported(String row) {
    Map<String, Object> facts = context;
    if (id != null) {
      facts = new LinkedHashMap<>(context);
      facts.put(SENDERS_ID, id);
    }
    Set<EventFlag> all = EnumSet.of(EventFlag.BACKFILL);
    all.addAll(flags);
    ClientClock asItIs = new ClientClock(clock.timestamp(), null);
    return with(row, asItIs, facts, all);
  }

  /** Gives the same, named {@code name} where the sender named it nothing. */
  public Draft named(String name) {
    return id == null ? with(name, clock, context, flags) : this;
  }

  private Draft with(
      String name, ClientClock times, Map<String, Object> facts, Set<EventFlag> allFlags) {
    return new Draft(
        name,
        type,
        times,
        anonymousId,
        userId,
        email,
        phone,
        recipient,
        traits,
        consent,
        page,
        order,
        products,
        properties,
        facts,
        writeKey,
        allFlags);
  }
}
