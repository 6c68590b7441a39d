package io.impuls.campaign.domain;

import static io.impuls.campaign.domain.Samples.ANN;
import static io.impuls.campaign.domain.Samples.NOON;
import static io.impuls.campaign.domain.Samples.hotCampaign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CampaignTest {

  @Test
  void caresForOccasionsFromItsFirstMomentOn() {
    Campaign campaign = hotCampaign();

    assertThat(campaign.concerns(Samples.occasion(ANN, campaign.activeFrom()))).isTrue();
    assertThat(campaign.concerns(Samples.occasion(ANN, campaign.activeFrom().minusMillis(1))))
        .isFalse();
  }

  @Test
  void isUsefulForItsTime() {
    assertThat(hotCampaign().usefulUntil(Samples.occasion(ANN, NOON)))
        .isEqualTo(NOON.plus(Duration.ofHours(24)));
  }

  @Test
  void saysTheSameUnderAnotherVersion() {
    assertThat(hotCampaign().withVersion(9).sameContentAs(hotCampaign())).isTrue();
    assertThat(hotCampaign("other").sameContentAs(hotCampaign())).isFalse();
  }

  @Test
  void isUsefulForThirtyDaysAtMost() {
    Campaign c = hotCampaign();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Campaign(
                    c.workspace(),
                    c.id(),
                    1,
                    c.name(),
                    true,
                    c.trigger(),
                    c.mail(),
                    Duration.ofDays(30).plusSeconds(1),
                    NOON));
  }
}
