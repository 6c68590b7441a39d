package io.impuls.segmentation.topology.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.tag.SegmentMove.By;
import io.impuls.segmentation.domain.segment.Membership;
import io.impuls.segmentation.domain.segment.Transition;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MembershipCodecTest {

  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void whatIsWrittenIsRead() {
    Cause cause = new Cause(UUID.randomUUID(), "page.viewed", AT, AT.plusSeconds(1));
    Membership membership =
        new Membership(
            AT.plusSeconds(5),
            List.of(
                new Transition(AT, true, By.EVENT, 2, cause, 7),
                new Transition(AT.plusSeconds(3), false, By.EDIT, 3, null, 0)));

    assertThat(MembershipCodec.read(MembershipCodec.write(membership))).isEqualTo(membership);
    assertThat(MembershipCodec.read(null)).isNull();
  }
}
