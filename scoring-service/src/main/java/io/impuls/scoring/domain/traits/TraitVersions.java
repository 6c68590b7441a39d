package io.impuls.scoring.domain.traits;

import io.impuls.contracts.Ids;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the versions of a workspace's plans say of traits; only of plans that ever look at them. */
public final class TraitVersions {

  private static final UUID NOBODY = new UUID(0, 0);

  private final Map<String, List<Version>> byPlan;
  private final TreeMap<Instant, Integer> begun = new TreeMap<>();

  /**
   * One version.
   *
   * @param plan id of the plan
   * @param number of the version
   * @param from first event time that it judges
   * @param active whether it gives points
   * @param traits what it says
   */
  public record Version(String plan, int number, Instant from, boolean active, PlanTraits traits) {

    /** Gives the id of its beginning, in the order of events. */
    UUID beginning() {
      return Ids.derived(NOBODY, "plan-version", plan, Integer.toString(number));
    }

    /** Gives the lineage of a rule of it. */
    String lineage(String rule) {
      return plan + "/" + rule;
    }
  }

  /** Takes versions in any order; drafts are none of them. */
  public TraitVersions(Collection<Version> versions) {
    Set<String> looking =
        versions.stream()
            .filter(version -> !version.traits().isEmpty())
            .map(Version::plan)
            .collect(Collectors.toSet());
    byPlan =
        versions.stream()
            .filter(version -> looking.contains(version.plan()))
            .collect(Collectors.groupingBy(Version::plan, TreeMap::new, Collectors.toList()));
    byPlan.values().stream()
        .flatMap(List::stream)
        .forEach(v -> begun.merge(v.from(), 1, Integer::sum));
    int sum = 0;
    for (Map.Entry<Instant, Integer> one : begun.entrySet()) {
      sum += one.getValue();
      one.setValue(sum);
    }
  }

  /** Whether no plan ever looks at traits: then nothing needs to be done. */
  public boolean isEmpty() {
    return byPlan.isEmpty();
  }

  /** Gives the ids of the plans, sorted. */
  Set<String> plans() {
    return byPlan.keySet();
  }

  /** Gives how many versions have begun to judge by an instant. */
  int begun(Instant at) {
    Map.Entry<Instant, Integer> last = begun.floorEntry(at);
    return last == null ? 0 : last.getValue();
  }

  /** Gives the version of a plan that judges at an instant: the highest that has begun. */
  Optional<Version> inForce(String plan, Instant at) {
    return byPlan.getOrDefault(plan, List.of()).stream()
        .filter(version -> !version.from().isAfter(at))
        .max((one, other) -> Integer.compare(one.number(), other.number()));
  }

  /** Gives the versions of a plan that begin after an instant and not after another. */
  List<Version> beginning(String plan, Instant after, Instant until) {
    return byPlan.getOrDefault(plan, List.of()).stream()
        .filter(version -> version.from().isAfter(after) && !version.from().isAfter(until))
        .toList();
  }

  /** Gives the lineages of all rules by trait that any version has. */
  Set<String> lineages() {
    Set<String> lineages = new TreeSet<>();
    for (List<Version> versions : byPlan.values()) {
      for (Version version : versions) {
        version.traits().rules().forEach(rule -> lineages.add(version.lineage(rule.rule())));
      }
    }
    return lineages;
  }
}
