package io.impuls.segmentation.domain;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.rules.definition.Awaited;
import io.impuls.rules.definition.CapPer;
import io.impuls.rules.index.RuleIndex;
import io.impuls.rules.ledger.Cap;
import io.impuls.rules.ledger.Caps;
import io.impuls.rules.ledger.Decay;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.TimeRules;
import io.impuls.rules.ledger.Wait;
import io.impuls.segmentation.domain.segment.Lineages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every version of every tag rule of one workspace, indexed by what events do. Never changes. */
public final class TagRules implements Caps, TimeRules {

  /** No rules at all. */
  public static final TagRules NONE = new TagRules(List.of());

  /**
   * A version and the time whose events it judges (semantics I6).
   *
   * @param rule the version
   * @param from first instant
   * @param until first instant that it does not judge any more; {@link Instant#MAX} for none
   */
  public record InForce(TagRule rule, Instant from, Instant until) {

    boolean at(Instant time) {
      return !time.isBefore(from) && time.isBefore(until);
    }
  }

  private final Map<String, NavigableMap<Integer, InForce>> byId = new TreeMap<>();
  private final Map<String, Tag> byKey = new TreeMap<>();
  private final Map<String, Duration> longestWindows = new TreeMap<>();
  private final Map<String, Duration> longestTimes = new TreeMap<>();
  private final Set<String> ending = new HashSet<>();
  private final Map<String, Set<String>> lineages = new HashMap<>();

  /** Rules that count by the values of a field, or by visits: their entries lie apart. */
  private final Set<String> scattered = new HashSet<>();

  private final RuleIndex<InForce> index;
  private final RuleIndex<InForce> answers;

  /** Versions whose waits anything ends that the person does. */
  private final List<InForce> anyAct;

  /** Takes versions in any order; no version of a rule twice. */
  public TagRules(Collection<InForce> versions) {
    List<InForce> ordered = new ArrayList<>(versions);
    ordered.sort(
        Comparator.comparing((InForce v) -> v.rule().id())
            .thenComparingInt(v -> v.rule().version()));
    RuleIndex.Builder<InForce> building = RuleIndex.builder();
    RuleIndex.Builder<InForce> waiting = RuleIndex.builder();
    List<InForce> waitingForAnything = new ArrayList<>();
    for (InForce version : ordered) {
      TagRule rule = version.rule();
      byId.computeIfAbsent(rule.id(), id -> new TreeMap<>()).put(rule.version(), version);
      rule.cap().ifPresent(per -> longest(longestWindows, rule, per.cap().window().longest()));
      rule.decay().ifPresent(decay -> longest(longestTimes, rule, decay.longest()));
      if (rule.removes() || rule.time().ttl().isPresent()) {
        ending.add(rule.tag().key());
      }
      lineages.computeIfAbsent(rule.tag().key(), key -> new TreeSet<>()).add(rule.id());
      if (rule.scattered()) {
        scattered.add(rule.id());
      }
      building.add(version, rule.anyOf());
      Optional<Awaited> awaited = rule.time().awaited();
      awaited.ifPresent(one -> longest(longestTimes, rule, one.waiting().longest()));
      if (awaited.filter(Awaited::anything).isPresent()) {
        waitingForAnything.add(version);
      } else {
        awaited.ifPresent(one -> waiting.add(version, one.answers()));
      }
    }
    index = building.build();
    answers = waiting.build();
    anyAct = List.copyOf(waitingForAnything);
    byId.values().forEach(all -> name(all.lastEntry().getValue().rule().tag()));
    byId.values().forEach(all -> all.values().forEach(version -> name(version.rule().tag())));
  }

  /**
   * Gives what an event matches by the rules in force when it happened, in order of rule id, and
   * what waited for it; nothing for an event that does not count.
   */
  public List<Match> matches(Event event) {
    if (!event.counts()) {
      return List.of();
    }
    List<InForce> answered = answeredBy(event);
    List<InForce> given = new ArrayList<>(answered.size());
    List<Match> found = new ArrayList<>(4);
    for (InForce candidate : index.matching(event)) {
      if (candidate.at(event.occurredAt())) {
        boolean answer = answered.contains(candidate);
        Optional<Match> match = candidate.rule().match(event, answer);
        match.ifPresent(found::add);
        if (answer && match.isPresent()) {
          given.add(candidate);
        }
      }
    }
    for (InForce waited : answered) {
      if (!given.contains(waited)) {
        found.add(waited.rule().answer(event));
      }
    }
    return found;
  }

  private List<InForce> answeredBy(Event event) {
    if (!Awaited.human(event)) {
      return List.of();
    }
    List<InForce> found = new ArrayList<>();
    for (InForce waiting : answers.matching(event)) {
      if (waiting.at(event.occurredAt())) {
        found.add(waiting);
      }
    }
    if (!anyAct.isEmpty() && EventTypes.actOfThePerson(event.type())) {
      anyAct.stream().filter(one -> one.at(event.occurredAt())).forEach(found::add);
    }
    return found;
  }

  /**
   * Gives one version of a rule.
   *
   * @throws IllegalArgumentException when there is none: whoever asks has seen it judge
   */
  public TagRule version(String id, int version) {
    return find(id, version)
        .orElseThrow(
            () -> new IllegalArgumentException("no version " + version + " of tag rule " + id));
  }

  /** Gives the version of a rule that a match is by; empty for what a user did by hand. */
  public Optional<TagRule> rule(Match match) {
    return ByHand.is(match)
        ? Optional.empty()
        : Optional.of(version(match.lineage(), match.version()));
  }

  /** Gives the key of the tag that a match is about; of what segments look at, no tag's. */
  public String key(Match match) {
    if (Lineages.ofSegments(match)) {
      return match.lineage();
    }
    return ByHand.tag(match.lineage())
        .orElseGet(() -> version(match.lineage(), match.version()).tag().key());
  }

  /**
   * Whether some version of a rule ends this tag as a whole, or takes it away: then what it is
   * worth depends on the order of what happened to it.
   */
  public boolean ends(String key) {
    return ending.contains(key);
  }

  /**
   * Gives the lineages whose one counter holds all entries of a tag, among entries of other tags
   * maybe; empty where some lie apart, by the values of a field.
   */
  public Optional<Set<String>> lineages(String key) {
    Set<String> all = new TreeSet<>(lineages.getOrDefault(key, Set.of()));
    if (all.stream().anyMatch(scattered::contains)) {
      return Optional.empty();
    }
    all.add(ByHand.lineage(key));
    return Optional.of(all);
  }

  /**
   * Gives how a tag is written: as in the newest version of the first rule, by id, that gives it. A
   * property of the rules, so that the order of events cannot change it.
   */
  public Tag tag(String key) {
    return byKey.getOrDefault(key, new Tag(key, key));
  }

  @Override
  public Optional<Cap> of(String lineage, int version) {
    return find(lineage, version).flatMap(TagRule::cap).map(CapPer::cap);
  }

  @Override
  public Duration longestWindow(String lineage) {
    return longestWindows.getOrDefault(lineage, Duration.ZERO);
  }

  @Override
  public Optional<Wait> waitOf(String lineage, int version) {
    return find(lineage, version).flatMap(rule -> rule.time().awaited()).map(Awaited::waiting);
  }

  @Override
  public Optional<Decay> decayOf(String lineage, int version) {
    return find(lineage, version).flatMap(TagRule::decay);
  }

  @Override
  public Duration longestTime(String lineage) {
    return longestTimes.getOrDefault(lineage, Duration.ZERO);
  }

  @Override
  public boolean gives(String lineage, Instant due) {
    return byId.containsKey(lineage)
        && byId.get(lineage).values().stream()
            .anyMatch(one -> one.at(due) && one.rule().time().awaited().isPresent());
  }

  private Optional<TagRule> find(String id, int version) {
    return Optional.ofNullable(byId.get(id))
        .map(versions -> versions.get(version))
        .map(InForce::rule);
  }

  private void name(Tag tag) {
    byKey.putIfAbsent(tag.key(), tag);
  }

  private static void longest(Map<String, Duration> all, TagRule rule, Duration length) {
    all.merge(rule.id(), length, (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }
}
