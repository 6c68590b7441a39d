package io.impuls.segmentation.domain;

import io.impuls.contracts.plan.TagRuleDefinition.Ttl.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How long a tag stays that a rule gives (semantics 3.12), in exact elapsed time.
 *
 * @param within from an assignment on; at its end the tag is gone, whoever gave it
 * @param mode what an assignment does to the end of a tag that is there already
 */
public record Ttl(Duration within, Mode mode) {

  public Ttl {
    Objects.requireNonNull(within, "within");
    Objects.requireNonNull(mode, "mode");
  }

  /**
   * Gives when the tag ends after an assignment.
   *
   * @param before when it was to end; null where nothing had set an end
   */
  Instant end(Instant before, Instant assigned) {
    Instant own = assigned.plus(within);
    if (before == null) {
      return own;
    }
    return switch (mode) {
      case EXTEND -> own.isAfter(before) ? own : before;
      case KEEP -> before;
      case RESET -> own;
    };
  }

  /** Gives it in words, such as {@code P30D EXTEND}. */
  String words() {
    return within + " " + mode;
  }
}
