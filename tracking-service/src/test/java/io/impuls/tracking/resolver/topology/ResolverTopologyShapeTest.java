package io.impuls.tracking.resolver.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.streams.timers.Backlog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ResolverTopologyShapeTest {

  private static final String FILE = "/io/impuls/tracking/resolver-topology.txt";

  @Test
  void isTheReviewedOne() throws IOException {
    String described =
        ResolverDriver.topology(new ResolverDriver.Tally(), Backlog.NONE)
            .describe()
            .toString()
            .strip();
    Path written = Path.of("target", "resolver-topology.txt");
    Files.writeString(written, described + "\n");
    try (InputStream in = getClass().getResourceAsStream(FILE)) {
      assertThat(described)
          .as(
              "The topology has changed. Names of stores and repartitions are names of topics: a"
                  + " renamed or re-keyed one begins empty, and a running deployment would forget"
                  + " every person. If that is meant, or only operators changed, copy %s to"
                  + " src/test/resources%s",
              written, FILE)
          .isEqualTo(
              in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
    }
  }
}
