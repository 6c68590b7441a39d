package io.impuls.segmentation.topology.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.impuls.segmentation.domain.segment.Application;
import io.impuls.segmentation.domain.segment.Application.State;
import io.impuls.segmentation.domain.segment.Segment;
import io.impuls.segmentation.domain.segment.SegmentShelf;
import io.impuls.segmentation.domain.segment.Segments;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HistoryApplicationsTest {

  private static final UUID WORKSPACE = new UUID(0, 1);
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Segment SEGMENT =
      SegmentShelf.COMPILER
          .compile("s", 1, SegmentShelf.read("{'tag':{'name':'TV'}}"))
          .orElseThrow();

  /** An error is no exception, and ends the thread: the run is over all the same. */
  @Test
  void anErrorIsAFailureAndTheNextRunHasItsTurn() {
    int[] runs = {0};
    Function<UUID, Segments> broken =
        workspace -> {
          runs[0]++;
          throw new AssertionError("such as of memory");
        };
    try (HistoryApplications applications =
        new HistoryApplications(
            broken, "127.0.0.1:1", "t", Duration.ofDays(60), 1_000, InstantSource.fixed(NOW))) {
      for (int run = 1; run <= 2; run++) {
        Application begun = applications.start(WORKSPACE, SEGMENT);
        assertThat(begun.state()).isEqualTo(State.WAITING);

        await()
            .dontCatchUncaughtExceptions()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(
                () -> {
                  Application last = applications.last(WORKSPACE, "s").orElseThrow();
                  assertThat(last.state()).isEqualTo(State.FAILED);
                  assertThat(last.endedAt()).isEqualTo(NOW);
                });
        assertThat(runs[0]).isEqualTo(run);
      }
    }
  }
}
