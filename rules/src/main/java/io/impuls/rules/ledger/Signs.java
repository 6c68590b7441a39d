package io.impuls.rules.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a machine may have done counts once a human is seen to act shortly after it (semantics
 * 3.28). The acts, and where the matches are that wait for them, are rows of counters of their own
 * for each rule: so it does not matter which of them becomes known first, and no timer is needed.
 */
public final class Signs {

  /** How long after a doubtful event a sign of a human may come. */
  public static final Duration WITHIN = Duration.ofHours(24);

  /** No field of an event is expected to say these. */
  private static final String SIGNS = "\u0000signs";

  private static final String PLEDGES = "\u0000pledges";

  private Signs() {}

  /** Gives the row that says of a rule that a human surely did what this match is of. */
  public static Match sign(Match act) {
    return row(act, Match.Part.SIGN, null);
  }

  /** Gives the row by which a sign finds a match that waits for it. */
  public static Match pledge(Match waiting) {
    return row(waiting, Match.Part.PLEDGED, waiting.capValue());
  }

  private static Match row(Match of, Match.Part part, String note) {
    return new Match(
        of.lineage(),
        of.version(),
        part == Match.Part.SIGN ? SIGNS : PLEDGES,
        of.occurredAt(),
        of.eventId(),
        of.eventType(),
        of.receivedAt(),
        of.originalPerson(),
        0,
        part == Match.Part.SIGN ? null : of.hold(),
        note,
        of.namedPerson(),
        of.placedAt(),
        part);
  }

  /** Whether a sign follows a match in time. */
  static boolean follows(Match match, MatchLog log) {
    Instant last = match.occurredAt().plus(WITHIN);
    boolean[] found = new boolean[1];
    log.scan(
        match.lineage(),
        SIGNS,
        match.occurredAt(),
        entry -> {
          found[0] = !entry.match().occurredAt().isAfter(last);
          return false;
        });
    return found[0];
  }

  /** Gives the entries for which a sign came in time. */
  static List<Entry> before(Match sign, MatchLog log) {
    List<Match> pledges = new ArrayList<>();
    log.scan(
        sign.lineage(),
        PLEDGES,
        sign.occurredAt().minus(WITHIN).minusMillis(1),
        entry -> {
          boolean earlier = entry.match().occurredAt().isBefore(sign.occurredAt());
          if (earlier) {
            pledges.add(entry.match());
          }
          return earlier;
        });
    List<Entry> found = new ArrayList<>();
    pledges.forEach(pledge -> find(pledge, log, found));
    return found;
  }

  /** Gives the entry that a pledge is of, if it is there already. */
  static List<Entry> of(Match pledge, MatchLog log) {
    List<Entry> found = new ArrayList<>(1);
    find(pledge, log, found);
    return found;
  }

  private static void find(Match pledge, MatchLog log, List<Entry> found) {
    log.scan(
        pledge.lineage(),
        pledge.note(),
        pledge.occurredAt().minusMillis(1),
        entry -> {
          Match match = entry.match();
          if (match.provisional() && match.eventId().equals(pledge.eventId())) {
            found.add(entry);
          }
          return !match.occurredAt().isAfter(pledge.occurredAt());
        });
  }
}
