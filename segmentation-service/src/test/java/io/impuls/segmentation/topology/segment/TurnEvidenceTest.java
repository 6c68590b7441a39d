package io.impuls.segmentation.topology.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.topic.PersonKey;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.MatchLog;
import io.impuls.segmentation.domain.TagRules;
import io.impuls.segmentation.domain.segment.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class TurnEvidenceTest {

  private static final PersonKey ANNA = new PersonKey(new UUID(0, 1), new UUID(0, 2));
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

  private final List<String> scans = new ArrayList<>();

  /** Three segments that ask for the same acts in the same window read them once. */
  @Test
  void theSameRowsAreReadOnce() {
    TurnEvidence evidence = evidence();
    for (int segment = 0; segment < 3; segment++) {
      evidence.rows("~did/x/P1D", AT);
      evidence.rows("~did/x/P1D", AT.minusMillis(1));
      evidence.ofTheirs("~score/p");
      evidence.knownSince();
    }

    assertThat(scans)
        .containsExactly(
            "~did/x/P1D null " + AT,
            "~did/x/P1D null " + AT.minusMillis(1),
            "~score/p " + ANNA.person() + " " + Evidence.BEGINNING,
            "~known null " + Evidence.BEGINNING);
  }

  private TurnEvidence evidence() {
    MatchLog log =
        new MatchLog() {
          @Override
          public void scan(
              String lineage, String capValue, Instant after, Predicate<Entry> visitor) {
            scans.add(lineage + " " + capValue + " " + after);
          }

          @Override
          public void scan(Set<String> lineages, Instant after, Predicate<Entry> visitor) {
            throw new UnsupportedOperationException();
          }

          @Override
          public void put(Entry entry) {
            throw new UnsupportedOperationException();
          }

          @Override
          public void remove(Match match) {
            throw new UnsupportedOperationException();
          }
        };
    return new TurnEvidence(ANNA, log, List::of, TagRules.NONE);
  }
}
