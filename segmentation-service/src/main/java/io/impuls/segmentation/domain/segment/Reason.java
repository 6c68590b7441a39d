package io.impuls.segmentation.domain.segment;

import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.tag.SegmentMove.By;
import io.impuls.rules.ledger.Match;
import java.util.Objects;

/**
 * Why a condition turned.
 *
 * @param by what kind of thing
 * @param cause the event behind it; null where nothing but another definition is
 */
public record Reason(By by, Cause cause) {

  /** Another version took effect. */
  static final Reason EDIT = new Reason(By.EDIT, null);

  public Reason {
    Objects.requireNonNull(by, "by");
  }

  static Reason of(By by, Match match) {
    return new Reason(
        by, new Cause(match.eventId(), match.eventType(), match.occurredAt(), match.receivedAt()));
  }
}
