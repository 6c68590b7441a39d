package io.impuls.rules.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * What instant a local time means when daylight saving makes it mean none or two (semantics I5).
 * {@code ZonedDateTime.of} is no help: for 02:30 in Warsaw's gap of 29 March 2026 it gives 03:30,
 * although the clock that skips 02:30 shows 03:00.
 */
public final class LocalInstant {

  private LocalInstant() {}

  /** Gives the first instant with that local time; in a gap, the instant of the transition. */
  public static Instant earliest(LocalDateTime local, ZoneId zone) {
    return at(local, zone.getRules(), 0);
  }

  /** Gives the last instant with that local time; in a gap, the instant of the transition. */
  public static Instant latest(LocalDateTime local, ZoneId zone) {
    return at(local, zone.getRules(), 1);
  }

  private static Instant at(LocalDateTime local, ZoneRules rules, int which) {
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    if (offsets.isEmpty()) {
      ZoneOffsetTransition gap = rules.getTransition(local);
      return gap.getInstant();
    }
    return local.toInstant(offsets.get(Math.min(which, offsets.size() - 1)));
  }
}
