package io.impuls.segmentation.domain.segment;

import io.impuls.contracts.Ids;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What scoring said of a person and a plan, as a row of the ledger.
 *
 * @param epoch state epoch of scoring
 * @param version number of the person's change
 * @param points score from then on, in thousandths
 * @param band name of the band; null for none
 */
record Scored(int epoch, long version, long points, String band) {

  /** Before scoring said anything. */
  static final Scored NONE = new Scored(0, 0, 0, null);

  /** Gives the row that stands for a change. */
  static Match match(ScoreChange change) {
    String lineage = Lineages.score(change.plan());
    String note =
        "%d|%d|%d|%s"
            .formatted(
                change.epoch(),
                change.version(),
                change.to() == null ? 0 : change.to().thousandths(),
                change.bandTo() == null ? "" : change.bandTo());
    return new Match(
            lineage,
            0,
            change.person().toString(),
            change.occurredAt(),
            Ids.derived(
                change.person(),
                lineage,
                Integer.toString(change.epoch()),
                Long.toString(change.version())),
            change.cause() == null ? "score.changed" : change.cause().type(),
            change.cause() == null ? change.occurredAt() : change.cause().receivedAt(),
            change.person(),
            0,
            null,
            note)
        .as(Match.Part.FACT);
  }

  static Scored read(Match match) {
    String[] parts = match.note().split("\\|", 4);
    return new Scored(
        Integer.parseInt(parts[0]),
        Long.parseLong(parts[1]),
        Long.parseLong(parts[2]),
        parts[3].isEmpty() ? null : parts[3]);
  }

  /** Whether it was said later: what scoring builds anew counts, and not what it was before. */
  boolean after(Scored other) {
    return epoch > other.epoch || epoch == other.epoch && version > other.version;
  }

  /** Gives the rows whose place newer ones have taken. */
  static List<Match> outlived(Collection<Entry> oldest) {
    record Of(String lineage, String person) {}
    Map<Of, Match> newest = new HashMap<>();
    List<Match> outlived = new ArrayList<>();
    for (Entry entry : oldest) {
      Match match = entry.match();
      if (Lineages.ofScores(match)) {
        Of of = new Of(match.lineage(), match.capValue());
        Match other = newest.get(of);
        boolean later = other == null || read(match).after(read(other));
        if (other != null) {
          outlived.add(later ? other : match);
        }
        if (later) {
          newest.put(of, match);
        }
      }
    }
    return outlived;
  }
}
