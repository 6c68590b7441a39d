package io.impuls.rules.ledger;

import io.impuls.rules.time.Window;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The caps of the rules, over all versions that may still have to be judged by. */
public interface Caps {

  /** Gives the cap of a rule in one version; empty when it has none. */
  Optional<Cap> of(String lineage, int version);

  /**
   * Gives the caps that a rule in one version fills together with others, in the order in which
   * they are asked after its own.
   */
  default List<SharedCap> shared(String lineage, int version) {
    return List.of();
  }

  /**
   * Whether what a rule in one version gives fills a cap that is shared under a name, also where
   * that version had no such cap yet.
   */
  default boolean fills(String lineage, int version, String name) {
    return shared(lineage, version).stream().anyMatch(shared -> shared.name().equals(name));
  }

  /**
   * Gives the rules that are judged together with one because they share caps in any version,
   * itself included; empty for a rule that shares none.
   */
  default Set<String> joined(String lineage) {
    return Set.of();
  }

  /**
   * Gives a bound on the window of every version of the rule, and of all that are judged together
   * with it: none reaches back further. Zero when none has a cap.
   */
  Duration longestWindow(String lineage);

  /** Whether an award of the rule may count for ever: some version's cap never frees. */
  default boolean lifetime(String lineage) {
    return longestWindow(lineage).compareTo(new Window.Lifetime().longest()) >= 0;
  }
}
