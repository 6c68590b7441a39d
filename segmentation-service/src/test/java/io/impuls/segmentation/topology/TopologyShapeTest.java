package io.impuls.segmentation.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.segmentation.domain.TagRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TopologyShapeTest {

  private static final String REVIEWED = "/topology.txt";

  @Test
  void isTheReviewedShape() throws IOException {
    String now = Stream.topology(TagRules.NONE).build().describe().toString();
    String reviewed;
    try (InputStream file = getClass().getResourceAsStream(REVIEWED)) {
      reviewed = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(now.strip())
        .as(
            "The topology's shape changed. Stores and changelogs are found by these names: a renamed"
                + " or removed store loses its state on the next start, and a node moved to another"
                + " sub-topology renumbers the tasks. If that is meant, raise segmentation.epoch and"
                + " say in the commit how running systems move over; then put the new description"
                + " into src/test/resources%s.",
            REVIEWED)
        .isEqualTo(reviewed.strip());
  }
}
