package io.impuls.contact.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contact.timeline.VisitsTable.Put;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VisitsTableTest {

  private static final UUID ANNA = new UUID(0, 1);
  private static final UUID VISITOR = new UUID(0, 2);
  private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");
  private static final Instant NINE = Instant.parse("2026-11-21T09:00:00Z");

  @Test
  void leavesALineThatDidNotMove() {
    assertThat(VisitsTable.outdated(List.of(new Put(1, ANNA, TEN), new Put(2, ANNA, TEN))))
        .isEmpty();
  }

  @Test
  void findsTheLineOfAnEarlierBeginning() {
    Put first = new Put(1, ANNA, TEN);

    assertThat(VisitsTable.outdated(List.of(first, new Put(2, ANNA, NINE)))).containsExactly(first);
    // whichever way round the writes come
    assertThat(VisitsTable.outdated(List.of(new Put(2, ANNA, NINE), first))).containsExactly(first);
  }

  @Test
  void findsTheLineUnderTheVisitorWhoBecameSomebody() {
    Put visitor = new Put(1, VISITOR, TEN);

    assertThat(VisitsTable.outdated(List.of(visitor, new Put(2, ANNA, TEN))))
        .containsExactly(visitor);
  }
}
