package io.impuls.rules.ledger;

import java.time.Instant;
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
 * N", "suppressed events neither extend nor consume the window", "greedy in the order (time in ms,
 * event id bytes)", "caps act on positive points only".
 */
final class SlowEvaluator {

  /** Cap of a rule's version: limit and milliseconds; absent for none. */
  record Limit(int awards, long windowMillis) {}

  private final Map<String, Limit> limits = new TreeMap<>();

  SlowEvaluator limit(String lineage, int version, int awards, long windowMillis) {
    limits.put(lineage + "#" + version, new Limit(awards, windowMillis));
    return this;
  }

  /** Gives what each event of each lineage is awarded, as text, over the whole log. */
  Map<String, String> judge(List<Match> log) {
    List<Match> sorted = new ArrayList<>(log);
    sorted.sort(
        Comparator.<Match>comparingLong(match -> millis(match.occurredAt()))
            .thenComparing(match -> HexFormat.of().formatHex(bytes(match))));
    List<Match> awarded = new ArrayList<>();
    Map<String, String> verdicts = new TreeMap<>();
    for (Match match : sorted) {
      String verdict;
      if (match.hold() != null) {
        verdict = "0 " + match.hold();
      } else if (match.potential() > 0 && isFull(match, awarded)) {
        verdict = "0 CAP";
      } else {
        verdict = match.potential() + " null";
        if (match.potential() > 0) {
          awarded.add(match);
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

  private boolean isFull(Match match, List<Match> awarded) {
    Limit limit = limits.get(match.lineage() + "#" + match.version());
    if (limit == null) {
      return false;
    }
    int inWindow = 0;
    for (Match earlier : awarded) {
      long age = millis(match.occurredAt()) - millis(earlier.occurredAt());
      boolean sameCounter =
          earlier.lineage().equals(match.lineage())
              && Objects.equals(earlier.capValue(), match.capValue());
      if (sameCounter && age >= 0 && age < limit.windowMillis()) {
        inWindow++;
      }
    }
    return inWindow >= limit.awards();
  }

  private static long millis(Instant instant) {
    return instant.toEpochMilli();
  }

  private static byte[] bytes(Match match) {
    return HexFormat.of().parseHex(match.eventId().toString().replace("-", ""));
  }
}
