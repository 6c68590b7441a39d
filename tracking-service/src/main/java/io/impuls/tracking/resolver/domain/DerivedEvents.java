package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Identifier.Kind;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Identity;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Session;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.event.Timeliness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The events that the resolver makes of others. Their ids follow from what they say, so making one
 * again makes the same one.
 */
final class DerivedEvents {

  private DerivedEvents() {}

  /** A visit began with {@code cause}. */
  static Event started(Event cause, Identifier device, Visit visit, UUID person, UUID original) {
    UUID id =
        Ids.derived(cause.workspace(), EventTypes.SESSION_STARTED, visit.sessionId().toString());
    Timeliness timeliness = cause.resolution() == null ? null : cause.resolution().timeliness();
    return event(
        cause.workspace(),
        id,
        EventTypes.SESSION_STARTED,
        visit.source(),
        visit.startedAt(),
        cause.receivedAt(),
        identity(device),
        resolution(visit, person, original, timeliness, visit.facts(1, false, false)));
  }

  /** A visit ended, was corrected, or (retracted) became part of another. */
  static Event ended(
      UUID workspace,
      Identifier device,
      Visit visit,
      int revision,
      boolean retracted,
      UUID person,
      Duration horizon) {
    UUID id =
        Ids.derived(
            workspace,
            EventTypes.SESSION_ENDED,
            visit.sessionId().toString(),
            Integer.toString(revision));
    Timeliness timeliness = Lateness.of(visit.due(), visit.receivedAt(), horizon);
    return event(
        workspace,
        id,
        EventTypes.SESSION_ENDED,
        visit.source(),
        visit.due(),
        visit.receivedAt(),
        identity(device),
        resolution(
            visit,
            person,
            Ids.person(workspace, device),
            timeliness,
            visit.facts(revision, retracted, true)));
  }

  private static Resolution resolution(
      Visit visit, UUID person, UUID original, Timeliness timeliness, Session session) {
    return new Resolution(
        person,
        original,
        timeliness,
        Agent.HUMAN,
        visit.origin(),
        visit.sessionId(),
        session,
        null);
  }

  private static Identity identity(Identifier device) {
    return device.kind() == Kind.VISITOR
        ? new Identity(device.value(), null, null, null, null)
        : new Identity(null, device.value(), null, null, null);
  }

  private static Event event(
      UUID workspace,
      UUID id,
      String type,
      Source source,
      Instant occurredAt,
      Instant receivedAt,
      Identity identity,
      Resolution resolution) {
    return new Event(
        workspace,
        id,
        id.toString(),
        type,
        source,
        occurredAt,
        receivedAt,
        null,
        identity,
        null,
        null,
        List.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        null,
        Set.of(),
        null,
        resolution);
  }
}
