package io.impuls.rules.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The definition of caps read aloud, in quadratic time, to check the engine against; it shares no
 * code with it. "An event is awarded iff awarded entries of the lineage in (t-W, t] are fewer than
 * N", "points limit clips by default or ALL_OR_NOTHING", "calendar: [start, end) in a zone",
 * "suppressed events neither extend nor consume the window", "greedy in the order (time in ms,
 * event id bytes)", "caps act on positive points only".
 */
final class SlowEvaluator {

  /**
   * Cap of a rule's version; absent for none.
   *
   * @param most awards, or thousandths of points
   * @param counts what is counted
   * @param windowMillis length; 0 for the day of the calendar in Warsaw, below 0 for ever
   */
  record Limit(long most, Counts counts, long windowMillis) {}

  enum Counts {
    AWARDS,
    POINTS_CLIPPED,
    POINTS_WHOLE
  }

  private record Award(Match match, long points) {}

  private final Map<String, Limit> limits = new TreeMap<>();

  SlowEvaluator limit(String lineage, int version, Limit limit) {
    limits.put(lineage + "#" + version, limit);
    return this;
  }

  /** Gives what each event of each lineage is awarded, as text, over the whole log. */
  Map<String, String> judge(List<Match> log) {
    List<Match> sorted = new ArrayList<>(log);
    sorted.sort(
        Comparator.<Match>comparingLong(match -> millis(match.occurredAt()))
            .thenComparing(match -> HexFormat.of().formatHex(bytes(match))));
    List<Award> awarded = new ArrayList<>();
    Map<String, String> verdicts = new TreeMap<>();
    for (Match match : sorted) {
      String verdict;
      if (match.hold() != null) {
        verdict = "0 " + match.hold();
      } else if (match.potential() <= 0) {
        verdict = match.potential() + " null";
      } else {
        long given = given(match, awarded);
        verdict = given + (given < match.potential() ? " CAP" : " null");
        if (given > 0) {
          awarded.add(new Award(match, given));
        }
      }
      String before = verdicts.put(name(match), verdict);
      if (before != null) {
        throw new IllegalStateException("an event counts once: " + match);
      }
    }
    return verdicts;
  }

  static String name(Match match) {
    return match.lineage() + " " + match.eventId();
  }

  private long given(Match match, List<Award> awarded) {
    Limit limit = limits.get(match.lineage() + "#" + match.version());
    if (limit == null) {
      return match.potential();
    }
    long awards = 0;
    long points = 0;
    for (Award earlier : awarded) {
      boolean sameCounter =
          earlier.match().lineage().equals(match.lineage())
              && Objects.equals(earlier.match().capValue(), match.capValue());
      if (sameCounter && inWindow(limit, earlier.match(), match)) {
        awards++;
        points += earlier.points();
      }
    }
    long left = limit.most() - (limit.counts() == Counts.AWARDS ? awards : points);
    return switch (limit.counts()) {
      case AWARDS -> left > 0 ? match.potential() : 0;
      case POINTS_CLIPPED -> Math.max(0, Math.min(match.potential(), left));
      case POINTS_WHOLE -> match.potential() <= left ? match.potential() : 0;
    };
  }

  private static boolean inWindow(Limit limit, Match earlier, Match match) {
    if (limit.windowMillis() < 0) {
      return true;
    }
    if (limit.windowMillis() == 0) {
      return date(earlier).equals(date(match));
    }
    long age = millis(match.occurredAt()) - millis(earlier.occurredAt());
    return age >= 0 && age < limit.windowMillis();
  }

  /** Warsaw changes its clocks at night, never over midnight: a date is one stretch of time. */
  private static LocalDate date(Match match) {
    return match.occurredAt().atZone(ZoneId.of("Europe/Warsaw")).toLocalDate();
  }

  private static long millis(Instant instant) {
    return instant.toEpochMilli();
  }

  private static byte[] bytes(Match match) {
    return HexFormat.of().parseHex(match.eventId().toString().replace("-", ""));
  }
}
