package io.impuls.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RankTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  /** SC-16: ties are broken by latest activity, then by id; ids are unsigned. */
  @Test
  void ordersByPointsThenLatestActivityThenId() {
    Rank most = new Rank(new UUID(9, 0), 70_000, NOON, "HOT");
    Rank later = new Rank(new UUID(8, 0), 60_000, NOON.plusSeconds(1), "HOT");
    Rank smallId = new Rank(new UUID(1, 0), 60_000, NOON, "HOT");
    Rank largeId = new Rank(new UUID(-1, 0), 60_000, NOON, "HOT");
    Rank negative = new Rank(new UUID(2, 0), -30_000, NOON.plusSeconds(9), null);

    List<Rank> ranks = Stream.of(negative, largeId, smallId, later, most).sorted().toList();

    assertThat(ranks).containsExactly(most, later, smallId, largeId, negative);
  }
}
