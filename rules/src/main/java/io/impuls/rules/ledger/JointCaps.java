package io.impuls.rules.ledger;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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

  private final Map<String, Map<Integer, Share>> shares = new HashMap<>();
  private final Map<String, SortedSet<String>> joined = new HashMap<>();
  private final Map<String, Duration> longestWindow = new HashMap<>();

  /**
   * What one version of a rule shares.
   *
   * @param lineage the rule
   * @param version the version
   * @param caps in the order in which they are asked: group, then plan
   * @param names of all that the rule belongs to in this version, whether or not it has a cap in
   *     it: a cap of another version counts its awards by them
   */
  public record Share(String lineage, int version, List<SharedCap> caps, Set<String> names) {
    public Share {
      caps = List.copyOf(caps);
      Set<String> all = new HashSet<>(names);
      caps.forEach(cap -> all.add(cap.name()));
      names = Set.copyOf(all);
    }

    /** Makes the share of a rule that belongs to nothing that has no cap. */
    public Share(String lineage, int version, List<SharedCap> caps) {
      this(lineage, version, caps, Set.of());
    }
  }

  /** Takes the shares of all versions, in any order. */
  public JointCaps(Collection<Share> all) {
    Map<String, Duration> capped = new HashMap<>();
    for (Share share : all) {
      for (SharedCap cap : share.caps()) {
        capped.merge(cap.name(), cap.cap().window().longest(), JointCaps::longer);
      }
    }
    // Whoever fills any cap in any version is judged together: one may fill what frees another.
    Unions<String> unions = new Unions<>();
    Map<String, String> firstOf = new HashMap<>();
    for (Share share : all) {
      for (String name : share.names()) {
        if (capped.containsKey(name)) {
          shares.computeIfAbsent(share.lineage(), l -> new HashMap<>()).put(share.version(), share);
          longestWindow.merge(share.lineage(), capped.get(name), JointCaps::longer);
          unions.join(firstOf.computeIfAbsent(name, n -> share.lineage()), share.lineage());
        }
      }
    }
    Map<String, SortedSet<String>> byFirst = new HashMap<>();
    for (String lineage : shares.keySet()) {
      SortedSet<String> together =
          byFirst.computeIfAbsent(unions.first(lineage), first -> new TreeSet<>());
      together.add(lineage);
      joined.put(lineage, together);
    }
  }

  /** Which of some belong together, found by joining two at a time. */
  private static final class Unions<T> {
    private final Map<T, T> parents = new HashMap<>();

    void join(T one, T other) {
      parents.put(first(one), first(other));
    }

    /** Gives the same for all that belong together. */
    T first(T one) {
      T first = one;
      for (T next = parents.getOrDefault(first, first); !next.equals(first); ) {
        first = next;
        next = parents.getOrDefault(first, first);
      }
      parents.put(one, first);
      return first;
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** Gives the caps that a version of a rule shares, in the order in which they are asked. */
  public List<SharedCap> of(String lineage, int version) {
    Share share = shares.getOrDefault(lineage, Map.of()).get(version);
    return share == null ? List.of() : share.caps();
  }

  /** Whether what a version of a rule gives fills the caps of a name, of whatever version. */
  public boolean fills(String lineage, int version, String name) {
    Share share = shares.getOrDefault(lineage, Map.of()).get(version);
    return share != null && share.names().contains(name);
  }

  /** Gives the rules that must be judged together with one, itself included; empty for none. */
  public Set<String> joined(String lineage) {
    Set<String> together = joined.get(lineage);
    return together == null ? Set.of() : together;
  }

  /** Gives a bound on the windows of the caps that a rule itself fills; zero for none. */
  public Duration longestWindow(String lineage) {
    return longestWindow.getOrDefault(lineage, Duration.ZERO);
  }
}
