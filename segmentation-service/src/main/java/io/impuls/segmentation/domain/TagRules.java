package io.impuls.segmentation.domain;

import io.impuls.contracts.event.Event;
import io.impuls.rules.definition.CapPer;
import io.impuls.rules.index.RuleIndex;
import io.impuls.rules.ledger.Cap;
import io.impuls.rules.ledger.Caps;
import io.impuls.rules.ledger.Match;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Every version of every tag rule of one workspace, indexed by what events do. Never changes. */
public final class TagRules implements Caps {

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

  private final Map<String, NavigableMap<Integer, TagRule>> byId = new TreeMap<>();
  private final Map<String, Tag> byKey = new TreeMap<>();
  private final Map<String, Duration> longestWindows = new TreeMap<>();
  private final RuleIndex<InForce> index;

  /** Takes versions in any order; no version of a rule twice. */
  public TagRules(Collection<InForce> versions) {
    List<InForce> ordered = new ArrayList<>(versions);
    ordered.sort(
        Comparator.comparing((InForce v) -> v.rule().id())
            .thenComparingInt(v -> v.rule().version()));
    RuleIndex.Builder<InForce> building = RuleIndex.builder();
    for (InForce version : ordered) {
      TagRule rule = version.rule();
      byId.computeIfAbsent(rule.id(), id -> new TreeMap<>()).put(rule.version(), rule);
      rule.cap()
          .ifPresent(
              per ->
                  longestWindows.merge(rule.id(), per.cap().window().longest(), TagRules::longer));
      building.add(version, rule.anyOf());
    }
    index = building.build();
    byId.values().forEach(all -> name(all.lastEntry().getValue().tag()));
    byId.values().forEach(all -> all.values().forEach(rule -> name(rule.tag())));
  }

  /**
   * Gives what an event matches by the rules in force when it happened, in order of rule id;
   * nothing for an event that does not count.
   */
  public List<Match> matches(Event event) {
    if (!event.counts()) {
      return List.of();
    }
    List<Match> found = new ArrayList<>(4);
    for (InForce candidate : index.matching(event)) {
      if (candidate.at(event.occurredAt())) {
        candidate.rule().match(event).ifPresent(found::add);
      }
    }
    return found;
  }

  /**
   * Gives one version of a rule.
   *
   * @throws IllegalArgumentException when there is none: whoever asks has seen it judge
   */
  public TagRule version(String id, int version) {
    TagRule rule = byId.containsKey(id) ? byId.get(id).get(version) : null;
    if (rule == null) {
      throw new IllegalArgumentException("no version " + version + " of tag rule " + id);
    }
    return rule;
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
    return version(lineage, version).cap().map(CapPer::cap);
  }

  @Override
  public Duration longestWindow(String lineage) {
    return longestWindows.getOrDefault(lineage, Duration.ZERO);
  }

  private void name(Tag tag) {
    byKey.putIfAbsent(tag.key(), tag);
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
