package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Timeliness;
import io.impuls.tracking.resolver.domain.identity.Place;
import java.time.Duration;
import java.time.Instant;
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

  /** For so long a device is known by the visits made on it. */
  private static final Duration KNOWN_DEVICE = Duration.ofDays(30);

  private final Agents agents;
  private final VisitOrigins origins;
  private final DeviceOwners owners;

  /**
   * Makes it of the lists it tells robots and origins by, and of how it tells whose a device was.
   */
  public DeviceResolver(Robots robots, VisitOrigins origins, DeviceOwners owners) {
    this.agents = new Agents(robots);
    this.origins = origins;
    this.owners = owners;
  }

  /**
   * What became of an event.
   *
   * @param placed the event and everything derived from it, in the order of publication; none when
   *     it was withheld
   * @param visit what it did to the visits of its device; null when it belongs to none
   * @param logins what its browser has to tell the ids that clients made up in it
   */
  public record Found(List<Placed> placed, Visits.Joined visit, List<DeviceLogin> logins) {

    private static final Found WITHHELD = new Found(List.of(), null, List.of());

    /** Whether tracking was refused on the device: nothing of the event is published. */
    public boolean withheld() {
      return placed.isEmpty();
    }
  }

  /** Whether an event that is not resolved, because it came before, may not be kept either. */
  public boolean withholds(Event event, DeviceMemory memory) {
    return DeviceConsent.of(event, memory).withheld();
  }

  /**
   * Resolves an event that is no duplicate.
   *
   * @param collected the event as it was collected
   * @param horizon how late it may be and still count
   * @param ownHosts hosts of its source
   * @param memory what is remembered of its device; not asked when the event has none
   * @param visits what is remembered of the device's visits
   */
  public Found resolve(
      Event collected,
      Duration horizon,
      List<String> ownHosts,
      DeviceMemory memory,
      VisitMemory visits) {
    DeviceConsent consent = DeviceConsent.of(collected, memory);
    if (consent.withheld()) {
      return Found.WITHHELD;
    }
    Event event = consent.event();
    Timeliness timeliness = Lateness.of(event.occurredAt(), event.receivedAt(), horizon);
    VisitOrigins.Origin origin = origins.of(event, ownHosts);
    Optional<Identifier> device = event.identity().device();
    Agent agent = agents.classify(event);
    if (agent.verdict() == Agent.Verdict.HUMAN && device.isPresent() && isClick(event)) {
      agent = follower(event, visits);
    }
    boolean counts =
        timeliness != Timeliness.HISTORICAL && !event.flags().contains(EventFlag.FLOOD);

    List<Placed> placed = new ArrayList<>();
    Identifier subject = subject(event, counts, timeliness, memory, visits, placed);
    UUID person = Ids.person(event.workspace(), subject);
    Identifier own = event.identity().known().stream().findFirst().or(() -> device).orElse(subject);
    UUID original = own.equals(subject) ? person : Ids.person(event.workspace(), own);

    Visits.Joined visit = null;
    if (device.isPresent()
        && counts
        && !event.backfill()
        && !event.flags().contains(EventFlag.PASSIVE)
        && event.source().kind().opensSession()
        && agent.verdict() == Agent.Verdict.HUMAN) {
      visit = Visits.join(event, device.get(), origin, visits);
    }
    UUID sessionId = visit == null ? null : visit.now().sessionId();
    Event resolved =
        understood(event, visit)
            .resolved(
                new Resolution(
                    person, original, timeliness, agent, origin.source(), sessionId, null, null));
    if (visit != null) {
      for (Visit absorbed : visit.absorbed()) {
        placed.add(ended(event.workspace(), device.get(), absorbed, true, memory, horizon));
      }
      for (Visit opened : visit.opened()) {
        placed.add(
            new Placed(
                DerivedEvents.started(resolved, device.get(), opened, person, original), subject));
      }
    }
    placed.add(new Placed(resolved, subject));
    if (device.isPresent() && visit == null && event.identity().known().isEmpty()) {
      owners.outsideVisits(event, memory);
    }
    return new Found(
        List.copyOf(placed), visit, counts ? BrowserClients.meet(event, memory) : List.of());
  }

  /** Takes in what a browser's cookie tells an id that a client made up in it. */
  public Optional<Placed> told(DeviceLogin told, DeviceMemory memory, VisitMemory visits) {
    return BrowserClients.believed(told, memory)
        ? owners.bind(told, memory, visits)
        : Optional.empty();
  }

  /**
   * Who follows a link on a device on which no page's script ever ran may be a human on their first
   * visit, or a scanner: what follows will show.
   */
  private static Agent follower(Event event, VisitMemory visits) {
    Instant at = event.occurredAt();
    return visits.visits(at.minus(KNOWN_DEVICE), at.plus(Visit.GAP)).isEmpty()
        ? new Agent(Agent.Verdict.SUSPECT, "no page's script has run on this device")
        : Agent.HUMAN;
  }

  private static boolean isClick(Event event) {
    return event.type().equals(EventTypes.EMAIL_CLICKED)
        || event.type().equals(EventTypes.SMS_CLICKED);
  }

  /** What its visit tells of an event: that it fired twice, and how long its page was looked at. */
  private static Event understood(Event event, Visits.Joined visit) {
    if (visit == null) {
      return event;
    }
    Event found = visit.repeated() ? event.flagged(EventFlag.DOUBLE_FIRE) : event;
    Page page = event.page();
    if (visit.viewSeconds() == null || page.activeSeconds() != null) {
      return found;
    }
    return found.on(
        new Page(
            page.url(),
            page.path(),
            page.title(),
            page.referrer(),
            page.viewId(),
            visit.viewSeconds()));
  }

  /** Gives the publication of a visit's end, or its retraction, one revision after the last. */
  public Placed ended(
      UUID workspace,
      Identifier device,
      Visit visit,
      boolean retracted,
      DeviceMemory memory,
      Duration horizon) {
    Identifier subject = owners.at(new Place(visit.endedAt(), LAST_ID), memory).orElse(device);
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

  /** Finds who did it, and remembers. An event that names somebody is theirs. */
  private Identifier subject(
      Event event,
      boolean counts,
      Timeliness timeliness,
      DeviceMemory memory,
      VisitMemory visits,
      List<Placed> placed) {
    Optional<Identifier> known = event.identity().known().stream().findFirst();
    Optional<Identifier> device = event.identity().device();
    if (device.isEmpty()) {
      return known.orElseThrow(
          () -> new IllegalArgumentException("an event without identity cannot be resolved"));
    }
    if (known.isPresent()) {
      if (counts) {
        owners
            .bind(event, device.get(), known.get(), timeliness, memory, visits)
            .ifPresent(placed::add);
      }
      return known.get();
    }
    owners.anonymous(event, memory);
    return owners.at(new Place(event.occurredAt(), event.eventId()), memory).orElseGet(device::get);
  }
}
