package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.tracking.resolver.domain.Visit.Name;
import io.impuls.tracking.resolver.domain.identity.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Joins events to visits in whatever order they arrive. The latest event of a device is added to
 * its visit; an earlier one makes the visits around it be told anew from what their events left, so
 * that the result is that of the events in their order: it may extend a visit, join some, or (a
 * logout, a campaign's click) part one.
 */
public final class Visits {

  /** Visits one after the other that an event may change. */
  private static final int MOST_AT_ONCE = 20;

  private final UUID workspace;
  private final Identifier device;
  private final VisitMemory memory;

  private Visits(UUID workspace, Identifier device, VisitMemory memory) {
    this.workspace = workspace;
    this.device = device;
    this.memory = memory;
  }

  /**
   * What an event did to the visits of its device.
   *
   * @param now the visit it belongs to
   * @param changed visits that are new or other than before, {@code now} among them
   * @param before what stood in their place
   * @param absorbed those of {@code before} that live on in another
   * @param opened those of {@code changed} that have a new name
   * @param viewSeconds how long the page it tells of was looked at in all, as far as known; null
   *     when it tells of none
   * @param repeated whether it is a view that fired twice
   */
  public record Joined(
      Visit now,
      List<Visit> changed,
      List<Visit> before,
      List<Visit> absorbed,
      List<Visit> opened,
      Long viewSeconds,
      boolean repeated) {}

  /** Joins an event and keeps the result in memory. */
  public static Joined join(
      Event event, Identifier device, VisitOrigins.Origin origin, VisitMemory memory) {
    return new Visits(event.workspace(), device, memory).join(Footprint.of(event, origin));
  }

  private Joined join(Footprint step) {
    Visit last = memory.latest().orElse(null);
    Joined joined =
        last == null || last.facts().last().isBefore(step.place())
            ? append(step, last)
            : joinEarlier(step);
    joined.changed().forEach(memory::keep);
    joined.before().stream()
        .filter(old -> joined.changed().stream().noneMatch(old::standsWith))
        .forEach(memory::forget);
    if (joined.now().facts().steps() <= Visit.MOST_RETOLD) {
      memory.keep(joined.repeated() ? step.asRepeated() : step);
    }
    return joined;
  }

  /** There are later events; not near enough, it may yet be the latest of its visit. */
  private Joined joinEarlier(Footprint step) {
    List<Visit> near =
        memory.visits(
            step.place().occurredAt().minus(Visit.GAP), step.place().occurredAt().plus(Visit.GAP));
    Visit latest = near.isEmpty() ? null : near.get(0);
    return latest == null || latest.facts().last().isBefore(step.place())
        ? append(step, latest)
        : insert(step, around(step, near));
  }

  private Joined append(Footprint step, Visit latest) {
    if (latest == null || latest.facts().endsBefore(step)) {
      VisitFacts facts = VisitFacts.of(step);
      Visit opened = new Visit(List.of(named(facts)), facts, true);
      return new Joined(
          opened,
          List.of(opened),
          List.of(),
          List.of(),
          List.of(opened),
          viewSeconds(step, facts),
          false);
    }
    return added(step, latest, latest.facts().sawJustNow(step));
  }

  private static Joined added(Footprint step, Visit visit, boolean repeated) {
    Visit now = visit.after(step);
    return new Joined(
        now,
        List.of(now),
        List.of(visit),
        List.of(),
        List.of(),
        viewSeconds(step, now.facts()),
        repeated);
  }

  /**
   * The visit before the event, and those after it that follow each other without a gap. What was
   * told of a page after a logout may yet belong to a visit of its own, which ends later than the
   * one it is in now.
   */
  private List<Visit> around(Footprint step, List<Visit> near) {
    List<Visit> around = new ArrayList<>();
    for (Visit visit : near) {
      around.add(0, visit);
      if (!step.place().isBefore(visit.facts().first())) {
        break;
      }
    }
    while (around.size() < MOST_AT_ONCE) {
      Visit last = around.get(around.size() - 1);
      List<Visit> next =
          memory.visits(
              last.endedAt().minusMillis(1), last.facts().last().occurredAt().plus(Visit.GAP));
      Visit following =
          next.stream()
              .filter(visit -> last.facts().last().isBefore(visit.facts().first()))
              .min(Comparator.comparing(visit -> visit.facts().first()))
              .orElse(null);
      if (following == null) {
        break;
      }
      around.add(following);
    }
    return around;
  }

  private Joined insert(Footprint step, List<Visit> around) {
    if (!around.stream().allMatch(Visit::retold)) {
      return added(step, around.get(0), false);
    }
    Place first = around.get(0).facts().first();
    Place last = around.get(around.size() - 1).facts().last();
    List<Footprint> steps = new ArrayList<>(memory.footprints(first, last));
    boolean repeated = steps.stream().anyMatch(other -> isSameView(step, other));
    steps.add(step);
    steps.sort(Comparator.comparing(Footprint::place));
    return told(step, VisitFacts.told(steps), around, repeated);
  }

  private Joined told(
      Footprint step, List<VisitFacts> parts, List<Visit> before, boolean repeated) {
    Set<UUID> leading = before.stream().map(Visit::sessionId).collect(Collectors.toSet());
    List<Name> names = before.stream().flatMap(visit -> visit.names().stream()).toList();
    List<Visit> changed = new ArrayList<>();
    List<Visit> opened = new ArrayList<>();
    List<Visit> replaced = new ArrayList<>(before);
    Set<UUID> kept = new HashSet<>();
    Visit now = null;
    for (VisitFacts part : parts) {
      List<Name> own = names.stream().filter(name -> holds(part, name.opened())).toList();
      Visit visit = new Visit(own.isEmpty() ? List.of(named(part)) : led(own, leading), part, true);
      kept.add(visit.sessionId());
      if (own.isEmpty()) {
        opened.add(visit);
      }
      if (!replaced.removeIf(visit::isSameAs)) {
        changed.add(visit);
      }
      if (holds(part, step.place())) {
        now = visit;
      }
    }
    return new Joined(
        now,
        changed,
        replaced,
        replaced.stream().filter(old -> !kept.contains(old.sessionId())).toList(),
        opened,
        viewSeconds(step, now.facts()),
        repeated);
  }

  /** The earliest name leads; those that led before are published once more, as retracted. */
  private static List<Name> led(List<Name> own, Set<UUID> leading) {
    List<Name> led = new ArrayList<>(own.subList(0, Math.min(own.size(), Visit.MOST_NAMES)));
    for (int i = 1; i < led.size(); i++) {
      if (leading.contains(led.get(i).sessionId())) {
        led.set(i, led.get(i).published());
      }
    }
    return led;
  }

  private Name named(VisitFacts facts) {
    return new Name(facts.first(), Ids.session(workspace, device, facts.first().eventId()), 0);
  }

  private static boolean holds(VisitFacts part, Place place) {
    return !place.isBefore(part.first()) && !part.last().isBefore(place);
  }

  private static boolean isSameView(Footprint step, Footprint other) {
    return step.url() != null
        && step.url().equals(other.url())
        && !other.repeated()
        && step.isNear(other.place().occurredAt());
  }

  private static Long viewSeconds(Footprint step, VisitFacts facts) {
    return step.sight() == null ? null : facts.active().of(step.sight().view());
  }
}
