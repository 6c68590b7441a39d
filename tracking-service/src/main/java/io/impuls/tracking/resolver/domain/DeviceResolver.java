package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Timeliness;
import io.impuls.contracts.event.VisitSource;
import io.impuls.tracking.resolver.domain.DeviceMemory.AnonymousPast;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything that can be found out about an event from its own device: who it was as far as the
 * device knows, human or machine, how they came, and which visit it belongs to.
 */
public final class DeviceResolver {

  /** Behind every event of the same millisecond. */
  private static final UUID LAST_ID = new UUID(-1, -1);

  private final Robots robots;
  private final VisitOrigins origins;

  /** Makes it of the lists it tells robots and origins by. */
  public DeviceResolver(Robots robots, VisitOrigins origins) {
    this.robots = robots;
    this.origins = origins;
  }

  /**
   * What became of an event.
   *
   * @param placed the event and everything derived from it, in the order of publication
   * @param visit what it did to the visits of its device; null when it belongs to none
   */
  public record Found(List<Placed> placed, Visits.Joined visit) {}

  /**
   * Resolves an event that is no duplicate.
   *
   * @param event as collected
   * @param horizon how late it may be and still count
   * @param ownHosts hosts of its source
   * @param memory what is remembered of its device; not asked when the event has none
   */
  public Found resolve(Event event, Duration horizon, List<String> ownHosts, DeviceMemory memory) {
    Timeliness timeliness = Lateness.of(event.occurredAt(), event.receivedAt(), horizon);
    Agent agent = robots.classify(event.server() == null ? null : event.server().userAgent());
    VisitSource origin = origins.of(event, ownHosts);
    Optional<Identifier> device = event.identity().device();
    boolean counts = timeliness != Timeliness.HISTORICAL;

    List<Placed> placed = new ArrayList<>();
    Identifier subject = subject(event, counts, timeliness, memory, placed);
    UUID person = Ids.person(event.workspace(), subject);
    UUID original =
        Ids.person(
            event.workspace(),
            event.identity().known().stream().findFirst().or(() -> device).orElse(subject));

    Visits.Joined visit = null;
    if (device.isPresent()
        && counts
        && !event.backfill()
        && event.source().kind().opensSession()
        && agent.verdict() == Agent.Verdict.HUMAN) {
      visit = Visits.join(event, device.get(), origin, memory);
    }
    UUID sessionId = visit == null ? null : visit.now().sessionId();
    Event resolved =
        event.resolved(
            new Resolution(person, original, timeliness, agent, origin, sessionId, null, null));
    if (visit != null) {
      if (visit.absorbed() != null) {
        placed.add(ended(event.workspace(), device.get(), visit.absorbed(), true, memory, horizon));
      }
      if (visit.opened()) {
        placed.add(
            new Placed(
                DerivedEvents.started(resolved, device.get(), visit.now(), person, original),
                subject));
      }
    }
    placed.add(new Placed(resolved, subject));
    return new Found(List.copyOf(placed), visit);
  }

  /** Gives the publication of a visit's end, or its retraction, one revision after the last. */
  public static Placed ended(
      UUID workspace,
      Identifier device,
      Visit visit,
      boolean retracted,
      DeviceMemory memory,
      Duration horizon) {
    Identifier subject =
        memory
            .bindingAt(visit.endedAt(), LAST_ID)
            .or(memory::firstBinding)
            .map(Binding::known)
            .orElse(device);
    return new Placed(
        DerivedEvents.ended(
            workspace,
            device,
            visit,
            visit.revision() + 1,
            retracted,
            Ids.person(workspace, subject),
            horizon),
        subject);
  }

  /**
   * Finds who did it, and remembers. An event that names somebody is theirs. Another belongs to
   * whoever showed themself on the device last before it, or else first after it; so history does
   * not flow from one login to the next.
   */
  private static Identifier subject(
      Event event,
      boolean counts,
      Timeliness timeliness,
      DeviceMemory memory,
      List<Placed> placed) {
    Optional<Identifier> known = event.identity().known().stream().findFirst();
    Optional<Identifier> device = event.identity().device();
    if (device.isEmpty()) {
      return known.orElseThrow(
          () -> new IllegalArgumentException("an event without identity cannot be resolved"));
    }
    if (known.isPresent()) {
      if (counts) {
        memory.bind(new Binding(event.occurredAt(), event.eventId(), known.get()));
        adopt(event, device.get(), known.get(), timeliness, memory).ifPresent(placed::add);
      }
      return known.get();
    }
    Optional<Binding> binding =
        memory.bindingAt(event.occurredAt(), event.eventId()).or(memory::firstBinding);
    if (binding.isPresent()) {
      return binding.get().known();
    }
    if (memory.anonymousPast() == AnonymousPast.NONE) {
      memory.keep(AnonymousPast.OPEN);
    }
    return device.get();
  }

  private static Optional<Placed> adopt(
      Event event,
      Identifier device,
      Identifier known,
      Timeliness timeliness,
      DeviceMemory memory) {
    if (memory.anonymousPast() != AnonymousPast.OPEN) {
      return Optional.empty();
    }
    memory.keep(AnonymousPast.MERGED);
    UUID from = Ids.person(event.workspace(), device);
    UUID into = Ids.person(event.workspace(), known);
    return Optional.of(new Placed(DerivedEvents.merged(event, from, into, timeliness), known));
  }
}
