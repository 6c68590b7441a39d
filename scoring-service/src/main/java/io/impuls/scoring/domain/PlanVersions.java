package io.impuls.scoring.domain;

import io.impuls.rules.ledger.Cap;
import io.impuls.rules.ledger.Caps;
import io.impuls.rules.ledger.Decay;
import io.impuls.rules.ledger.JointCaps;
import io.impuls.rules.ledger.SharedCap;
import io.impuls.rules.ledger.TimeRules;
import io.impuls.rules.ledger.Wait;
import io.impuls.rules.time.Window;
import io.impuls.scoring.domain.traits.TraitVersions;
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
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every version of every plan of one workspace. In force is the highest version that had taken
 * effect, so a later version also replaces earlier ones that are still waiting. Drafts are none of
 * them. Immutable.
 */
public final class PlanVersions implements Caps, TimeRules {

  /** No plan at all. */
  public static final PlanVersions NONE = new PlanVersions(List.of());

  private static final Duration LIFETIME = new Window.Lifetime().longest();

  private final SortedMap<String, NavigableMap<Integer, ScoringPlan>> byId = new TreeMap<>();
  private final Map<String, Map<Integer, Cap>> caps = new HashMap<>();
  private final Map<String, Duration> longestWindow = new HashMap<>();
  private final Map<String, Duration> jointWindow = new HashMap<>();
  private final Map<String, Map<Integer, Wait>> waits = new HashMap<>();
  private final Map<String, Map<Integer, Decay>> decays = new HashMap<>();
  private final Map<String, Duration> longestTime = new HashMap<>();
  private final Map<String, NavigableMap<Integer, Followed>> followed = new HashMap<>();
  private final TraitVersions traits;
  private final JointCaps shared;

  /**
   * Rules of a version of a plan and of those before it, which go on looking at what happens, as
   * what they began with may be judged still: by id of the lineage.
   *
   * @param visits rules that are judged at the ends of visits
   * @param messages rules of which a sign of a human may confirm something
   */
  record Followed(SortedSet<String> visits, SortedSet<String> messages) {}

  /** Takes compiled versions in any order; no version of a plan twice. */
  public PlanVersions(Collection<ScoringPlan> plans) {
    List<JointCaps.Share> shares = new ArrayList<>();
    for (ScoringPlan plan : plans) {
      if (plan.draft()) {
        continue;
      }
      byId.computeIfAbsent(plan.id(), id -> new TreeMap<>()).put(plan.version(), plan);
      plan.rules().forEach(rule -> add(rule, plan.version()));
      plan.rules()
          .forEach(
              rule ->
                  shares.add(
                      new JointCaps.Share(
                          rule.lineage().toString(),
                          plan.version(),
                          plan.caps().of(rule),
                          PlanCaps.names(rule))));
    }
    shared = new JointCaps(shares);
    // what is asked for each match is worked out once
    shares.forEach(share -> windowsOf(share.lineage()));
    byId.forEach((id, versions) -> followed.put(id, followed(versions.values())));
    traits =
        new TraitVersions(
            byId.values().stream()
                .flatMap(versions -> versions.values().stream())
                .map(PlanVersions::ofContacts)
                .toList());
  }

  private static NavigableMap<Integer, Followed> followed(Collection<ScoringPlan> versions) {
    NavigableMap<Integer, Followed> all = new TreeMap<>();
    SortedSet<String> visits = new TreeSet<>();
    SortedSet<String> messages = new TreeSet<>();
    for (ScoringPlan plan : versions) {
      for (ScoringRule rule : plan.rules()) {
        if (rule.only()) {
          visits.add(rule.lineage().toString());
        }
        if (rule.countsMessages()) {
          messages.add(rule.lineage().toString());
        }
      }
      all.put(plan.version(), new Followed(new TreeSet<>(visits), new TreeSet<>(messages)));
    }
    return all;
  }

  /** Gives the rules that look at what happens while a version is in force, and give nothing. */
  Followed followed(ScoringPlan plan) {
    return followed.get(plan.id()).get(plan.version());
  }

  private static TraitVersions.Version ofContacts(ScoringPlan plan) {
    return new TraitVersions.Version(
        plan.id(), plan.version(), plan.effectiveFrom(), plan.active(), plan.traits());
  }

  /** Gives what the plans say of traits. */
  public TraitVersions traits() {
    return traits;
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
    return inForce(plan, at).map(ScoringPlan::limits).orElse(Limits.NONE).open(score.worth());
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
  public List<SharedCap> shared(String lineage, int version) {
    return shared.of(lineage, version);
  }

  @Override
  public boolean fills(String lineage, int version, String name) {
    return shared.fills(lineage, version, name);
  }

  @Override
  public Set<String> joined(String lineage) {
    return shared.joined(lineage);
  }

  @Override
  public Duration longestWindow(String lineage) {
    return jointWindow.getOrDefault(lineage, Duration.ZERO);
  }

  /** Its own cap and those that it shares; others of theirs do not keep its awards. */
  @Override
  public boolean lifetime(String lineage) {
    return ownWindow(lineage).compareTo(LIFETIME) >= 0;
  }

  private void windowsOf(String lineage) {
    if (jointWindow.containsKey(lineage)) {
      return;
    }
    Set<String> joined = shared.joined(lineage);
    Set<String> together = joined.isEmpty() ? Set.of(lineage) : joined;
    Duration longest =
        together.stream().map(this::ownWindow).max(Duration::compareTo).orElseThrow();
    together.forEach(one -> jointWindow.put(one, longest));
  }

  private Duration ownWindow(String lineage) {
    Duration own = longestWindow.getOrDefault(lineage, Duration.ZERO);
    Duration filled = shared.longestWindow(lineage);
    return own.compareTo(filled) >= 0 ? own : filled;
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
  public Duration longestTime(String lineage) {
    return longestTime.getOrDefault(lineage, Duration.ZERO);
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

  private void add(ScoringRule rule, int version) {
    String lineage = rule.lineage().toString();
    if (rule.cap() != null) {
      Cap cap = rule.cap().cap();
      put(caps, lineage, version, cap);
      longest(longestWindow, lineage, cap.window().longest());
    }
    if (rule.awaited() != null) {
      Wait wait = rule.awaited().waiting();
      put(waits, lineage, version, wait);
      longest(longestTime, lineage, wait.longest());
    }
    if (rule.decay() != null) {
      put(decays, lineage, version, rule.decay());
      longest(longestTime, lineage, rule.decay().longest());
    }
  }

  private static <T> void put(
      Map<String, Map<Integer, T>> all, String lineage, int version, T one) {
    all.computeIfAbsent(lineage, l -> new HashMap<>()).put(version, one);
  }

  private static void longest(Map<String, Duration> all, String lineage, Duration length) {
    all.merge(lineage, length, (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }
}
