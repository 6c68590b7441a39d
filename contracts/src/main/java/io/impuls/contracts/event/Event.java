package io.impuls.contracts.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Something that a person did. On {@code tracking.collected} it is what was received plus the
 * server's facts, and {@link #resolution} is absent; on {@code tracking.events} the resolver has
 * added who it was and what it makes of it.
 *
 * @param workspace the tenant
 * @param eventId id inside Impuls: UUIDv5 of workspace, source and the client's id
 * @param clientId the id that the sender gave, or a hash of the event where it gave none
 * @param type what happened: one of {@link EventTypes} or {@code custom.<name>}
 * @param source which site, app or backend sent it
 * @param occurredAt when it happened: corrected by the client's clock error, never after receipt
 * @param receivedAt when the collector received it
 * @param clock the sender's own times, kept as sent
 * @param identity every identifier that came with it
 * @param page the page it happened on; absent when not on a page
 * @param order the order it is about; absent otherwise
 * @param products the products it is about; empty when none
 * @param properties anything else that the sender said
 * @param traits facts about the person, sent with {@code person.identified}
 * @param consent purpose (such as {@code marketing_email}) to whether it was given
 * @param context facts about the client (locale, library, campaign), kept as sent
 * @param server what the collector saw of the request
 * @param flags what the collector noticed
 * @param payloadHash SHA-256 (hex) of what the client sent, to tell a retry from a conflict
 * @param resolution who and what it was; null before the resolver
 */
public record Event(
    UUID workspace,
    UUID eventId,
    String clientId,
    String type,
    Source source,
    Instant occurredAt,
    Instant receivedAt,
    ClientClock clock,
    Identity identity,
    Page page,
    Order order,
    List<Product> products,
    Map<String, Object> properties,
    Map<String, Object> traits,
    Map<String, Boolean> consent,
    Map<String, Object> context,
    ServerFacts server,
    Set<EventFlag> flags,
    String payloadHash,
    Resolution resolution) {

  public Event {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(eventId, "eventId");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(occurredAt, "occurredAt");
    Objects.requireNonNull(receivedAt, "receivedAt");
    identity = identity == null ? Identity.NONE : identity;
    products = products == null ? List.of() : List.copyOf(products);
    properties = properties == null ? Map.of() : properties;
    traits = traits == null ? Map.of() : traits;
    consent = consent == null ? Map.of() : consent;
    context = context == null ? Map.of() : context;
    flags = flags == null ? Set.of() : Set.copyOf(flags);
  }

  /** Gives the person, once resolved. */
  @JsonIgnore
  public UUID person() {
    return resolution == null ? null : resolution.person();
  }

  /** Whether it is history that an import brought in. */
  @JsonIgnore
  public boolean backfill() {
    return flags.contains(EventFlag.BACKFILL);
  }

  /**
   * Whether it adds to sums and facts: resolved, of a sender that does not flood, and within the
   * horizon or brought in by an import.
   */
  @JsonIgnore
  public boolean counts() {
    return resolution != null
        && !flood()
        && (resolution.timeliness() != Timeliness.HISTORICAL || backfill());
  }

  /** Whether its sender floods: it gives nobody points or tags. */
  @JsonIgnore
  public boolean flood() {
    return flags.contains(EventFlag.FLOOD);
  }

  /** Whether the same act was reported twice, and this is the report that does not count. */
  @JsonIgnore
  public boolean repeated() {
    return flags.contains(EventFlag.DOUBLE_FIRE);
  }

  /** Gives the same event with one more flag. */
  public Event flagged(EventFlag flag) {
    Set<EventFlag> all = EnumSet.of(flag);
    all.addAll(flags);
    return with(all, resolution);
  }

  /** Gives the same event with the resolver's findings. */
  public Event resolved(Resolution found) {
    return with(flags, found);
  }

  /** Gives the same event with more said about its page. */
  public Event on(Page better) {
    return with(identity, better, flags, resolution);
  }

  /** Gives the same event with its identifiers in another form. */
  public Event by(Identity better) {
    return with(better, page, flags, resolution);
  }

  /** Gives the same event as if it had been received when it happened: a replay as received. */
  public Event receivedAsItHappened() {
    return with(identity, page, occurredAt, flags, resolution);
  }

  private Event with(Set<EventFlag> allFlags, Resolution found) {
    return with(identity, page, allFlags, found);
  }

  private Event with(Identity names, Page itsPage, Set<EventFlag> allFlags, Resolution found) {
    return with(names, itsPage, receivedAt, allFlags, found);
  }

  private Event with(
      Identity names, Page itsPage, Instant receipt, Set<EventFlag> allFlags, Resolution found) {
    return new Event(
        workspace,
        eventId,
        clientId,
        type,
        source,
        occurredAt,
        receipt,
        clock,
        names,
        itsPage,
        order,
        products,
        properties,
        traits,
        consent,
        context,
        server,
        allFlags,
        payloadHash,
        found);
  }
}
