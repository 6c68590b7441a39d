package io.impuls.scoring.domain;

import io.impuls.rules.ledger.Cap;
import io.impuls.rules.ledger.Caps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every version of every plan of one workspace. In force is the highest version that had taken
 * effect, so a later version also replaces earlier ones that are still waiting. Drafts are none of
 * them. Immutable.
 */
public final class PlanVersions implements Caps {

  /** No plan at all. */
  public static final PlanVersions NONE = new PlanVersions(List.of());

  private final SortedMap<String, NavigableMap<Integer, ScoringPlan>> byId = new TreeMap<>();
  private final Map<String, Map<Integer, Cap>> caps = new HashMap<>();
  private final Map<String, Duration> longest = new HashMap<>();

  /** Takes compiled versions in any order; no version of a plan twice. */
  public PlanVersions(Collection<ScoringPlan> plans) {
    for (ScoringPlan plan : plans) {
      if (plan.draft()) {
        continue;
      }
      byId.computeIfAbsent(plan.id(), id -> new TreeMap<>()).put(plan.version(), plan);
      plan.rules().stream()
          .filter(rule -> rule.cap() != null)
          .forEach(rule -> addCap(rule.lineage().toString(), plan.version(), rule.cap().cap()));
    }
  }

  /** Gives the version of each plan that judges an event at {@code at} (semantics I6). */
  public List<ScoringPlan> inForce(Instant at) {
    List<ScoringPlan> found = new ArrayList<>(byId.size());
    for (NavigableMap<Integer, ScoringPlan> versions : byId.values()) {
      for (ScoringPlan plan : versions.descendingMap().values()) {
        if (!plan.effectiveFrom().isAfter(at)) {
          found.add(plan);
          break;
        }
      }
    }
    return found;
  }

  /** Gives the version of each plan that will be its first to judge, where none did at a time. */
  List<ScoringPlan> notYet(Instant at) {
    return byId.values().stream()
        .map(
            versions ->
                versions.values().stream()
                    .min(Comparator.comparing(ScoringPlan::effectiveFrom))
                    .orElseThrow())
        .filter(first -> first.effectiveFrom().isAfter(at))
        .toList();
  }

  /** Gives one version of a plan. */
  public Optional<ScoringPlan> version(String plan, int version) {
    return Optional.ofNullable(byId.get(plan)).map(versions -> versions.get(version));
  }

  /** Gives the newest version of a plan, in force or not; empty when there is no such plan. */
  public Optional<ScoringPlan> newest(String plan) {
    return Optional.ofNullable(byId.get(plan)).map(versions -> versions.lastEntry().getValue());
  }

  /** Gives the highest entry level that a band has had, in thousandths; the lowest if unknown. */
  long level(String plan, String band) {
    return byId.getOrDefault(plan, Collections.emptyNavigableMap()).values().stream()
        .flatMap(version -> version.bands().highestFirst().stream())
        .filter(one -> one.name().equals(band))
        .mapToLong(Band::enter)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  @Override
  public Optional<Cap> of(String lineage, int version) {
    return Optional.ofNullable(caps.getOrDefault(lineage, Map.of()).get(version));
  }

  @Override
  public Duration longestWindow(String lineage) {
    return longest.getOrDefault(lineage, Duration.ZERO);
  }

  private void addCap(String lineage, int version, Cap cap) {
    caps.computeIfAbsent(lineage, l -> new HashMap<>()).put(version, cap);
    longest.merge(lineage, cap.window().longest(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }
}
