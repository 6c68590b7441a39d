package io.impuls.segmentation.domain.segment;

import io.impuls.contracts.Ids;
import io.impuls.contracts.Points;
import io.impuls.contracts.contact.ContactChange;
import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.plan.SegmentDefinition.State;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.rules.condition.Truth;
import io.impuls.rules.index.RuleIndex;
import io.impuls.rules.ledger.Match;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Every version of every segment of one workspace, indexed by what touches it. Never changes. */
public final class Segments {

  /** No segments at all. */
  public static final Segments NONE = new Segments(List.of());

  /**
   * A version and the time in which it says who is a member.
   *
   * @param segment the version
   * @param from first instant
   * @param until first instant at which it does not any more; {@link Instant#MAX} for none
   */
  public record InForce(Segment segment, Instant from, Instant until) {}

  /** A kind of act that some segment asks for, and when. */
  private record Asked(String lineage, Looking.Span span) {}

  private final Map<String, List<InForce>> byId = new TreeMap<>();
  private final Map<String, Looking> looked = new HashMap<>();
  private final Map<String, Set<String>> touched = new HashMap<>();
  private final Set<String> attributes = new HashSet<>();
  private final Set<String> open = new TreeSet<>();
  private final RuleIndex<Asked> acts;

  /** Takes versions in any order; drafts, which are never in force, are none of them. */
  public Segments(Collection<InForce> versions) {
    for (InForce one : versions) {
      if (one.until().isAfter(one.from())) {
        byId.computeIfAbsent(one.segment().id(), id -> new ArrayList<>()).add(one);
      }
    }
    byId.values().forEach(all -> all.sort(Comparator.comparing(InForce::from)));
    Map<String, Looking.Span> spans = new TreeMap<>();
    Map<String, SegmentNode.Deed> deeds = new TreeMap<>();
    for (String id : byId.keySet()) {
      Looking looking = Looking.at(this, id);
      looked.put(id, looking);
      looking
          .touching()
          .forEach(key -> touched.computeIfAbsent(key, any -> new TreeSet<>()).add(id));
      attributes.addAll(looking.attributes());
      looking
          .deeds()
          .forEach(
              (deed, span) -> {
                deeds.put(deed.lineage(), deed);
                spans.merge(deed.lineage(), span, Looking.Span::and);
              });
      if (opens(id)) {
        open.add(id);
      }
    }
    RuleIndex.Builder<Asked> building = RuleIndex.builder();
    deeds.forEach(
        (lineage, deed) -> building.add(new Asked(lineage, spans.get(lineage)), deed.anyOf()));
    acts = building.build();
  }

  /** Whether there is nothing to look at. */
  public boolean isEmpty() {
    return byId.isEmpty();
  }

  /** Gives the versions of a segment that are in force at some time, oldest first. */
  List<InForce> versions(String id) {
    return byId.getOrDefault(id, List.of());
  }

  /** Gives the version of a segment that is in force at an instant; empty for none. */
  public Optional<Segment> inForce(String id, Instant at) {
    return versions(id).stream()
        .filter(one -> !at.isBefore(one.from()) && at.isBefore(one.until()))
        .map(InForce::segment)
        .findFirst();
  }

  /** Gives since when nobody is a member of a segment that is retired at an instant. */
  public Optional<Instant> retiredSince(String id, Instant at) {
    return versions(id).stream()
        .filter(one -> !at.isBefore(one.from()) && at.isBefore(one.until()))
        .filter(one -> one.segment().state() == State.RETIRED)
        .map(InForce::from)
        .findFirst();
  }

  /** Gives the ids of the segments that ask for something. */
  public Set<String> touchedBy(String lineage) {
    return lineage.equals(Lineages.KNOWN) ? open : touched.getOrDefault(lineage, Set.of());
  }

  /**
   * Gives what an event is to segments; nothing for one that does not count, or that a machine
   * brought about, or whose person does not want to be known by it.
   *
   * @param earlier whether the person was not known so early yet
   */
  public List<Match> matches(Event event, boolean earlier) {
    if (isEmpty() || !counts(event)) {
      return List.of();
    }
    List<Match> found = new ArrayList<>();
    for (Asked asked : acts.matching(event)) {
      if (asked.span().contains(event.occurredAt())) {
        found.add(match(event, asked.lineage()));
      }
    }
    Told.of(event, attributes).ifPresent(found::add);
    if (earlier && !open.isEmpty()) {
      found.add(match(event, Lineages.KNOWN));
    }
    return found;
  }

  /**
   * Gives what an event would have been to a segment, had it been there already: what was before
   * its first version took effect, too.
   */
  public List<Match> past(String segment, Event event) {
    if (!counts(event)) {
      return List.of();
    }
    Looking looking = looked.get(segment);
    List<Match> found = new ArrayList<>();
    for (Asked asked : acts.matching(event)) {
      if (looking.touching().contains(asked.lineage())) {
        found.add(match(event, asked.lineage()));
      }
    }
    Told.of(event, looking.attributes()).ifPresent(found::add);
    found.add(match(event, Lineages.KNOWN));
    return found;
  }

  /** Gives the row that has a person looked at again; the same version does so once. */
  public static Match touch(UUID person, String segment, int version, Instant at) {
    return new Match(
            Lineages.applied(segment),
            version,
            null,
            at,
            Ids.derived(person, Lineages.applied(segment), Integer.toString(version)),
            "segment.applied",
            at,
            person,
            0,
            null)
        .as(Match.Part.FACT);
  }

  /** Gives what a change of a contact is to segments. */
  public Optional<Match> match(ContactChange change) {
    return Told.of(change, attributes);
  }

  /** Gives what a change of a score is to segments; nothing when none asks for the plan. */
  public Optional<Match> match(ScoreChange change) {
    return touched.containsKey(Lineages.score(change.plan()))
        ? Optional.of(Scored.match(change))
        : Optional.empty();
  }

  private static boolean counts(Event event) {
    return event.counts()
        && !event.repeated()
        && !event.flags().contains(EventFlag.NO_PROFILING)
        && event.resolution().agent().verdict() != Agent.Verdict.MACHINE;
  }

  private static Match match(Event event, String lineage) {
    return new Match(
        lineage,
        0,
        null,
        event.occurredAt(),
        event.eventId(),
        event.type(),
        event.receivedAt(),
        event.resolution().originalPerson(),
        Points.ONE,
        null);
  }

  private boolean opens(String id) {
    Course course = course(id, Evidence.NONE, Instant.MIN);
    return course.initial() == Truth.YES
        || course.points().stream().anyMatch(point -> point.value() == Truth.YES);
  }

  /** Gives the course of a segment for one person, over all its versions, from an instant on. */
  Course course(String id, Evidence evidence, Instant from) {
    return NamedSegments.course(this, id, new Courses(evidence, from));
  }
}
