package io.impuls.contact.domain;

import io.impuls.contracts.Points;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.tag.TagChange.Action;
import io.impuls.testkit.Events;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Change records for tests. */
public final class Changes {

  private Changes() {}

  /** A score that reached {@code to}. */
  public static ScoreChange score(UUID person, String plan, int epoch, long version, long to) {
    return score(person, plan, epoch, version, to, null);
  }

  /** A score that reached {@code to} and is in {@code band}. */
  public static ScoreChange score(
      UUID person, String plan, int epoch, long version, long to, String band) {
    return new ScoreChange(
        Events.WORKSPACE,
        person,
        plan,
        epoch,
        version,
        Points.ZERO,
        Points.of(to),
        null,
        band,
        Events.TIME,
        cause(),
        List.of(),
        null,
        0);
  }

  /** A tag that reached {@code after}; null for a removed one. */
  public static TagChange tag(UUID person, String tag, long version, Long after) {
    return new TagChange(
        Events.WORKSPACE,
        person,
        tag,
        tag.toLowerCase(java.util.Locale.ROOT),
        1,
        version,
        after == null ? Action.REMOVED : Action.REINFORCED,
        Points.of(1),
        after == null ? null : Points.of(after),
        Events.TIME,
        "rule",
        1,
        cause(),
        null,
        0);
  }

  private static Cause cause() {
    Instant received = Events.TIME.plusSeconds(1);
    return new Cause(new UUID(7, 7), "page.viewed", Events.TIME, received);
  }
}
