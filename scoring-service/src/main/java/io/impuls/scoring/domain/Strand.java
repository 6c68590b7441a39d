package io.impuls.scoring.domain;

import io.impuls.rules.ledger.Fade;
import java.util.Comparator;
import java.util.Objects;

/**
 * Points of one group of rules that go in the same way all the time: what they are worth follows
 * from sums over them.
 *
 * @param group id of the group; empty for none
 * @param fade how they go
 */
public record Strand(String group, Fade fade) implements Comparable<Strand> {

  private static final Comparator<Strand> ORDER =
      Comparator.comparing(Strand::group).thenComparing(Strand::fade);

  public Strand {
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(fade, "fade");
  }

  @Override
  public int compareTo(Strand other) {
    return ORDER.compare(this, other);
  }
}
