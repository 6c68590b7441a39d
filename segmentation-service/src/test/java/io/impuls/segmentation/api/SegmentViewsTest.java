package io.impuls.segmentation.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.tag.SegmentMove.By;
import io.impuls.segmentation.api.SegmentViews.Place;
import io.impuls.segmentation.domain.segment.Membership;
import io.impuls.segmentation.domain.segment.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SegmentViewsTest {

  private static final Instant ENTERED = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant RETIRED = Instant.parse("2026-03-02T10:00:00Z");
  private static final Membership MEMBER =
      new Membership(ENTERED, List.of(new Transition(ENTERED, true, By.TAG, 1, null, 1)));

  @Test
  void nobodyIsAMemberOfASegmentThatIsRetired() {
    Place now = Place.of("s", "n", MEMBER, null, Optional.of(RETIRED));

    assertThat(now.member()).isFalse();
    assertThat(now.since()).isEqualTo(RETIRED);
    assertThat(now.history()).hasSize(1);
  }

  @Test
  void whoHadLeftBeforeLeftThen() {
    Instant left = ENTERED.plusSeconds(60);
    Membership over =
        new Membership(
            left,
            List.of(
                new Transition(ENTERED, true, By.TAG, 1, null, 1),
                new Transition(left, false, By.TIME, 1, null, 2)));

    assertThat(Place.of("s", "n", over, null, Optional.of(RETIRED)).since()).isEqualTo(left);
  }

  @Test
  void beforeItWasRetiredTheyWereMembers() {
    Place then = Place.of("s", "n", MEMBER, RETIRED.minusMillis(1), Optional.empty());

    assertThat(then.member()).isTrue();
    assertThat(then.since()).isEqualTo(ENTERED);
  }
}
