package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.metrics.ScoringMetrics;
import io.impuls.streams.timers.Backlog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScoringShapeTest {

  private static final String SHAPE = "/scoring-topology.txt";

  @Test
  void theTopologyHasItsReviewedShape() throws IOException {
    String shape =
        new ScoringTopology(
                workspace -> PlanVersions.NONE,
                new ScoringTopology.Settings(1, Duration.ofDays(61)),
                ScoringMetrics.NONE,
                Backlog.NONE)
            .build()
            .describe()
            .toString();
    try (InputStream reviewed = ScoringShapeTest.class.getResourceAsStream(SHAPE)) {
      assertThat(shape.strip())
          .as(
              "The shape of the topology changed. Names of stores and topics are tied to stored"
                  + " state: renaming one loses it, so give a new store a new name and plan the"
                  + " change. When the new shape is meant, put it into src/test/resources%s:%n%s",
              SHAPE, shape)
          .isEqualTo(new String(reviewed.readAllBytes(), StandardCharsets.UTF_8).strip());
    }
  }
}
