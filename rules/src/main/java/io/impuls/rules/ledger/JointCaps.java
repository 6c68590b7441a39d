package io.impuls.rules.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which rules fill a cap together, over all versions. Rules that have none cost nothing here.
 * Immutable.
 */
public final class JointCaps {

  /** No cap is shared. */
  public static final JointCaps NONE = new JointCaps(List.of());

  private final Map<String, Map<Integer, List<SharedCap>>> caps = new HashMap<>();
  private final Map<String, SortedSet<String>> joined = new HashMap<>();

  /**
   * What one version of a rule shares.
   *
   * @param lineage the rule
   * @param version the version
   * @param caps in the order in which they are asked: group, then plan
   */
  public record Share(String lineage, int version, List<SharedCap> caps) {
    public Share {
      caps = List.copyOf(caps);
    }
  }

  /** Takes the shares of all versions, in any order. */
  public JointCaps(Collection<Share> shares) {
    Map<String, SortedSet<String>> byName = new HashMap<>();
    for (Share share : shares) {
      if (share.caps().isEmpty()) {
        continue;
      }
      caps.computeIfAbsent(share.lineage(), l -> new HashMap<>())
          .put(share.version(), share.caps());
      // Whoever shares any cap in any version is judged together: one may fill what frees another.
      SortedSet<String> together = joined.computeIfAbsent(share.lineage(), JointCaps::alone);
      for (SharedCap cap : share.caps()) {
        SortedSet<String> others = byName.getOrDefault(cap.name(), together);
        together.addAll(others);
        for (String lineage : others) {
          joined.put(lineage, together);
        }
        SortedSet<String> all = together;
        byName.replaceAll((name, set) -> all.containsAll(set) ? all : set);
        byName.put(cap.name(), all);
      }
    }
  }

  private static SortedSet<String> alone(String lineage) {
    return new TreeSet<>(Set.of(lineage));
  }

  /** Gives the caps that a version of a rule shares, in the order in which they are asked. */
  public List<SharedCap> of(String lineage, int version) {
    return caps.getOrDefault(lineage, Map.of()).getOrDefault(version, List.of());
  }

  /** Gives the rules that must be judged together with one, itself included; empty for none. */
  public Set<String> joined(String lineage) {
    Set<String> together = joined.get(lineage);
    return together == null ? Set.of() : together;
  }

  /** Gives a bound on the windows that a rule itself shares; zero for none. */
  public Duration longestWindow(String lineage) {
    List<SharedCap> all = new ArrayList<>();
    caps.getOrDefault(lineage, Map.of()).values().forEach(all::addAll);
    return all.stream()
        .map(shared -> shared.cap().window().longest())
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
