package io.impuls.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DistributionTest {

  private static final long TEN = 10_000;

  /** From 0 on and below 10; what is below 0 has a stretch of its own. */
  @Test
  void aStretchHoldsItsLowerEndAndNotItsUpper() {
    Distribution.Count count = new Distribution.Count(TEN);
    LongStream.of(-1, 0, 9_999, 10_000).forEach(total -> count.add(total, null));

    assertThat(count.done().stretches()).isEqualTo(Map.of(-1L, 1L, 0L, 2L, 1L, 1L));
  }

  @Test
  void countsBandsAndThoseInNone() {
    Distribution.Count count = new Distribution.Count(TEN);
    count.add(70_000, "HOT");
    count.add(80_000, "HOT");
    count.add(5_000, null);

    assertThat(count.done().bands()).isEqualTo(Map.of("HOT", 2L, Distribution.NO_BAND, 1L));
    assertThat(count.done().people()).isEqualTo(3);
  }

  /** 400 people at 0, 10, ..., 3,990 points: 400 stretches of 10 become 200 of 20. */
  @Test
  void stretchesWidenUntilThereAreFewEnough() {
    Distribution whole = people(0, 400);

    assertThat(whole.width()).isEqualTo(2 * TEN);
    assertThat(whole.stretches()).hasSize(200).containsEntry(0L, 2L).containsEntry(199L, 2L);
  }

  @Test
  void partsOfDifferentWidthAddUpToTheWhole() {
    Distribution few = people(0, 30);
    Distribution many = people(30, 400);

    assertThat(few.width()).isNotEqualTo(many.width());
    assertThat(few.with(many)).isEqualTo(people(0, 400));
    assertThat(many.with(few)).isEqualTo(people(0, 400));
  }

  private static Distribution people(int from, int to) {
    Distribution.Count count = new Distribution.Count(TEN);
    LongStream.range(from, to).forEach(number -> count.add(number * TEN, null));
    return count.done();
  }
}
