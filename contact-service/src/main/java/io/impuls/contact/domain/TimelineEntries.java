package io.impuls.contact.domain;

import io.impuls.contact.domain.TimelineEntry.Kind;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Session;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.tag.TagChange;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Turns what topics say into timeline entries; the same record always gives the same entry. */
public final class TimelineEntries {

  private TimelineEntries() {}

  /** Gives the entry of an event. */
  public static TimelineEntry of(Event event) {
    Session session = event.resolution().session();
    if (session != null && event.resolution().sessionId() != null) {
      return visit(event, session);
    }
    Map<String, Object> detail = new LinkedHashMap<>();
    put(detail, "source", event.source().id());
    put(detail, "page", event.page());
    put(detail, "order", event.order());
    put(detail, "products", event.products().isEmpty() ? null : event.products());
    put(detail, "properties", event.properties().isEmpty() ? null : event.properties());
    put(detail, "traits", event.traits().isEmpty() ? null : event.traits());
    put(detail, "consent", event.consent().isEmpty() ? null : event.consent());
    put(detail, "visitSource", event.resolution().visitSource());
    put(detail, "agent", event.resolution().agent().verdict().name());
    put(detail, "timeliness", event.resolution().timeliness().name());
    put(detail, "sessionId", event.resolution().sessionId());
    put(detail, "merge", event.resolution().merge());
    return new TimelineEntry(
        event.workspace(),
        event.person(),
        event.occurredAt(),
        event.eventId(),
        Kind.EVENT,
        event.type(),
        detail,
        micros(event.receivedAt()));
  }

  /**
   * A visit is one entry under its own id, however often it is corrected (decision 9). That it
   * began, that it ended, and each correction of its end replace what was said before, though they
   * may stand elsewhere: late events move its beginning. Once it turned out to be part of another
   * visit nothing of it is left.
   */
  private static TimelineEntry visit(Event event, Session session) {
    boolean ended = event.type().equals(EventTypes.SESSION_ENDED);
    Map<String, Object> detail = new LinkedHashMap<>();
    put(detail, "sessionId", event.resolution().sessionId());
    put(detail, "visitSource", event.resolution().visitSource());
    put(detail, "startedAt", session.startedAt());
    if (ended) {
      put(detail, "revision", session.revision());
      put(detail, "endedAt", session.endedAt());
      put(detail, "events", session.events());
      put(detail, "pages", session.pages());
    }
    return new TimelineEntry(
        event.workspace(),
        event.person(),
        session.startedAt() == null ? event.occurredAt() : session.startedAt(),
        Ids.derived(event.workspace(), "timeline-visit", event.resolution().sessionId().toString()),
        Kind.SESSION,
        event.type(),
        detail,
        // receipts are whole milliseconds, so revisions fit into the microseconds below
        micros(event.receivedAt()) + (ended ? Math.min(session.revision(), 999) : 0),
        session.retracted());
  }

  /** Gives the entry of a score change; {@code readAt} orders it when no cause says its receipt. */
  public static TimelineEntry of(ScoreChange change, Instant readAt) {
    Map<String, Object> detail = new LinkedHashMap<>();
    put(detail, "plan", change.plan());
    put(detail, "from", change.from());
    put(detail, "to", change.to());
    put(detail, "bandFrom", change.bandFrom());
    put(detail, "bandTo", change.bandTo());
    put(detail, "cause", change.cause());
    put(detail, "entries", change.entries().isEmpty() ? null : change.entries());
    put(detail, "mergedInto", change.mergedInto());
    return new TimelineEntry(
        change.workspace(),
        change.person(),
        change.occurredAt() == null ? readAt : change.occurredAt(),
        changeId(change.workspace(), "score", change.person(), change.epoch(), change.version()),
        Kind.SCORE,
        "score.changed",
        detail,
        micros(receipt(change.cause(), readAt)));
  }

  /** Gives the entry of a tag change. */
  public static TimelineEntry of(TagChange change, Instant readAt) {
    Map<String, Object> detail = new LinkedHashMap<>();
    put(detail, "tag", change.tag());
    put(detail, "name", change.name());
    put(detail, "action", change.action().name());
    put(detail, "before", change.before());
    put(detail, "after", change.after());
    put(detail, "rule", change.rule());
    put(detail, "ruleVersion", change.ruleVersion());
    put(detail, "cause", change.cause());
    put(detail, "mergedInto", change.mergedInto());
    return new TimelineEntry(
        change.workspace(),
        change.person(),
        change.occurredAt() == null ? readAt : change.occurredAt(),
        changeId(change.workspace(), "tag", change.person(), change.epoch(), change.version()),
        Kind.TAG,
        "tag." + change.action().name().toLowerCase(Locale.ROOT),
        detail,
        micros(receipt(change.cause(), readAt)));
  }

  private static UUID changeId(UUID workspace, String sort, UUID person, int epoch, long version) {
    return Ids.derived(
        workspace,
        "timeline-" + sort,
        person.toString(),
        Integer.toString(epoch),
        Long.toString(version));
  }

  private static Instant receipt(Cause cause, Instant readAt) {
    return cause == null || cause.receivedAt() == null ? readAt : cause.receivedAt();
  }

  private static long micros(Instant instant) {
    return Math.multiplyExact(instant.toEpochMilli(), 1_000L);
  }

  private static void put(Map<String, Object> detail, String name, Object value) {
    if (value != null) {
      detail.put(name, value);
    }
  }
}
