package io.impuls.scoring.domain;

import io.impuls.rules.ledger.Cap;
import io.impuls.rules.ledger.Caps;
import io.impuls.rules.ledger.Decay;
import io.impuls.rules.ledger.Wait;
import io.impuls.rules.ledger.Waits;
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
public final class PlanVersions implements Caps, Waits {

  /** No plan at all. */
  public static final PlanVersions NONE = new PlanVersions(List.of());

  private final SortedMap<String, NavigableMap<Integer, ScoringPlan>> byId = new TreeMap<>();
  private final Map<String, Map<Integer, Cap>> caps = new HashMap<>();
  private final Map<String, Duration> longest = new HashMap<>();
  private final Map<String, Map<Integer, Wait>> waits = new HashMap<>();
  private final Map<String, Map<Integer, Decay>> decays = new HashMap<>();

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
      plan.rules().stream()
          .filter(rule -> rule.awaited() != null)
          .forEach(
              rule ->
                  waits
                      .computeIfAbsent(rule.lineage().toString(), l -> new HashMap<>())
                      .put(plan.version(), rule.awaited().waiting()));
      plan.rules().stream()
          .filter(rule -> rule.decay() != null)
          .forEach(
              rule ->
                  decays
                      .computeIfAbsent(rule.lineage().toString(), l -> new HashMap<>())
                      .put(plan.version(), rule.decay()));
    }
  }

  /** Gives the version of each plan that judges an event at {@code at} (semantics I6). */
  public List<ScoringPlan> inForce(Instant at) {
    List<ScoringPlan> found = new ArrayList<>(byId.size());
    for (String id : byId.keySet()) {
      inForce(id, at).ifPresent(found::add);
    }
    return found;
  }

  /**
   * Gives the points of a standing before the limits of the plan: what the next ones are added to.
   *
   * @param at the limits of the version in force then
   * @return thousandths
   */
  public long raw(String plan, PlanScore score, Instant at) {
    return inForce(plan, at).map(ScoringPlan::limits).orElse(Limits.NONE).open(score.tally());
  }

  private Optional<ScoringPlan> inForce(String plan, Instant at) {
    for (ScoringPlan version :
        byId.getOrDefault(plan, Collections.emptyNavigableMap()).descendingMap().values()) {
      if (!version.effectiveFrom().isAfter(at)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
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

  @Override
  public Optional<Wait> waitOf(String lineage, int version) {
    return Optional.ofNullable(waits.getOrDefault(lineage, Map.of()).get(version));
  }

  @Override
  public Optional<Decay> decayOf(String lineage, int version) {
    return Optional.ofNullable(decays.getOrDefault(lineage, Map.of()).get(version));
  }

  @Override
  public Duration longestWait(String lineage) {
    return waits.getOrDefault(lineage, Map.of()).values().stream()
        .map(Wait::longest)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /**
   * By the version in force then: a paused plan gives nothing, nor does a rule that was removed.
   */
  @Override
  public boolean gives(String lineage, Instant due) {
    Lineage rule = Lineage.parse(lineage);
    return inForce(rule.plan(), due)
        .filter(ScoringPlan::active)
        .flatMap(plan -> plan.rule(rule.rule()))
        .filter(one -> one.awaited() != null)
        .isPresent();
  }

  private void addCap(String lineage, int version, Cap cap) {
    caps.computeIfAbsent(lineage, l -> new HashMap<>()).put(version, cap);
    longest.merge(lineage, cap.window().longest(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }
}
