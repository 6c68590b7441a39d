package io.impuls.demo.report;

import java.util.Collection;
import java.util.List;

/**
 * One reconciliation.
 *
 * @param name what should hold, as a sentence
 * @param holds whether it does
 * @param found the numbers found
 * @param offenders some of what does not fit; empty when it holds
 */
public record Check(String name, boolean holds, String found, List<String> offenders) {

  private static final int SHOWN = 10;

  public Check {
    offenders = List.copyOf(offenders);
  }

  /** Gives a check that holds when nothing offends. */
  public static Check of(String name, String found, Collection<String> offenders) {
    return new Check(
        name, offenders.isEmpty(), found, offenders.stream().sorted().limit(SHOWN).toList());
  }
}
