package io.impuls.segmentation.domain.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.rules.condition.Truth;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Segments that name others, in ways that nobody would think of who means well. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NamedSegmentsTest {

  private static final Instant EDIT = Instant.parse("2026-03-02T00:00:00Z");
  private static final String LACKS = "{'tag':{'name':'TV','absent':true}}";
  private static final String HAS = "{'tag':{'name':'TV'}}";

  /** 199 to the power of 9 ways lead through ten segments of 199 names each. */
  @Test
  void eachSegmentIsWorkedOutOnceHoweverManyNameIt() {
    SegmentShelf shelf = new SegmentShelf();
    for (int i = 0; i < 9; i++) {
      shelf.with("s" + i, often(i + 1));
    }
    Segments segments = shelf.with("s9", LACKS).segments();

    assertThat(course(segments, "s0").at(EDIT)).isEqualTo(Truth.YES);
    assertThat(segments.touchedBy(Lineages.KNOWN)).hasSize(10);
  }

  /** First each names the next one, and later the one before: there is no circle at any time. */
  @Test
  void versionsOfDifferentTimesMayNameEachOther() {
    SegmentShelf shelf = new SegmentShelf();
    for (int i = 0; i < 10; i++) {
      shelf.with("s" + i, 1, Instant.EPOCH, EDIT, i == 9 ? LACKS : often(i + 1));
      shelf.with("s" + i, 2, EDIT, Instant.MAX, i == 0 ? HAS : often(i - 1));
    }
    Segments segments = shelf.segments();

    for (String id : List.of("s0", "s4", "s9")) {
      Course course = course(segments, id);
      assertThat(course.initial()).isEqualTo(Truth.NO);
      assertThat(course.points())
          .extracting(Course.Point::at, Course.Point::value)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(Instant.EPOCH, Truth.YES),
              org.assertj.core.groups.Tuple.tuple(EDIT, Truth.NO));
      Course later = segments.course(id, Evidence.NONE, EDIT.minusMillis(1));
      assertThat(later.initial()).isEqualTo(Truth.YES);
      assertThat(later.points()).extracting(Course.Point::at).containsExactly(EDIT);
    }
  }

  /** Many editors at once may have each name all others, which none of them could see. */
  @Test
  void aCircleEndsToo() {
    SegmentShelf shelf = new SegmentShelf();
    for (int i = 0; i < 14; i++) {
      String all =
          IntStream.range(0, 14)
              .mapToObj(other -> "{'segment':'s" + other + "'}")
              .collect(Collectors.joining(","));
      shelf.with("s" + i, "{'any':[" + (i == 7 ? LACKS : HAS) + "," + all + "]}");
    }

    assertThat(course(shelf.segments(), "s0").at(EDIT)).isEqualTo(Truth.YES);
  }

  private static Course course(Segments segments, String id) {
    return segments.course(id, Evidence.NONE, Instant.MIN);
  }

  private static String often(int other) {
    String named = "{'segment':'s" + other + "'}";
    return "{'all':[" + String.join(",", Collections.nCopies(199, named)) + "]}";
  }
}
