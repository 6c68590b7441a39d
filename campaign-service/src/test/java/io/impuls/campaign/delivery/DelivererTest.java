package io.impuls.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.impuls.campaign.domain.Backoff;
import io.impuls.campaign.domain.Consent;
import io.impuls.campaign.domain.Decision;
import io.impuls.campaign.domain.Handover;
import io.impuls.campaign.domain.Handovers;
import io.impuls.campaign.domain.MailLinks;
import io.impuls.campaign.domain.MailTemplate;
import io.impuls.campaign.domain.MailTemplates;
import io.impuls.campaign.domain.Outgoing;
import io.impuls.campaign.domain.Samples;
import io.impuls.campaign.domain.Send;
import io.impuls.campaign.domain.StorageTrouble;
import io.impuls.campaign.metrics.CampaignMetrics;
import io.impuls.testkit.SettableClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DelivererTest {

  private final FakeHandovers handovers = new FakeHandovers();
  private final SettableClock clock = SettableClock.at(Samples.NOON);
  private final List<String> sent = new ArrayList<>();
  private Handover answer = new Handover.Accepted();
  private boolean unfit;

  private final Deliverer deliverer =
      new Deliverer(
          handovers,
          new FakeTemplates(),
          MailLinks.NONE,
          (sendId, to, mail) -> {
            sent.add(mail.subject());
            if (answer == null) {
              throw new IllegalStateException("a fault of ours");
            }
            return answer;
          },
          new MailServer(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1))),
          new NoMetrics(),
          clock);

  @Test
  void keepsTheAnswer() {
    handovers.next.add(outgoing());

    assertThat(deliverer.deliverOne()).isEqualTo(1);

    assertThat(sent).hasSize(1);
    assertThat(handovers.settled).containsExactly(new Handover.Accepted());
  }

  @Test
  void keepsTheAnswerLaterWhenTheDatabaseWasAwayAndDoesNotSendAgain() {
    handovers.next.add(outgoing());
    handovers.away = true;
    assertThatThrownBy(deliverer::deliverOne).isInstanceOf(StorageTrouble.class);
    assertThat(handovers.settled).isEmpty();

    handovers.away = false;
    assertThat(deliverer.deliverOne()).isZero();

    assertThat(handovers.settled).containsExactly(new Handover.Accepted());
    assertThat(sent).hasSize(1);
  }

  @Test
  void takesAFaultOfOursForUnclear() {
    handovers.next.add(outgoing());
    answer = null;

    deliverer.deliverOne();

    assertThat(handovers.settled).containsExactly(new Handover.Unclear("IllegalStateException"));
  }

  @Test
  void takesNothingWhileAnotherInstanceLeads() {
    handovers.leads = false;
    handovers.next.add(outgoing());

    assertThat(deliverer.deliverOne()).isZero();
    assertThat(sent).isEmpty();
  }

  @Test
  void waitsWhileTheMailServerIsAway() {
    handovers.next.add(outgoing());
    handovers.next.add(outgoing());
    answer = new Handover.Unreachable();

    assertThat(deliverer.deliverOne()).isEqualTo(1);
    assertThat(deliverer.deliverOne()).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(deliverer.deliverOne()).isEqualTo(1);
  }

  @Test
  void handsNothingOverThatCannotBeFilled() {
    handovers.next.add(outgoing());
    unfit = true;

    deliverer.deliverOne();

    assertThat(sent).isEmpty();
    assertThat(handovers.settled).containsExactly(new Handover.Unfit("no"));
  }

  private static Outgoing outgoing() {
    Send send =
        Send.decided(
            Samples.hotCampaign(),
            Samples.ANN,
            Samples.occasion(Samples.ANN, Samples.NOON),
            new Decision.Send(Samples.MAIL),
            Samples.NOON);
    return new Outgoing(
        send.handingOff(), Samples.MAIL, Samples.hotCampaign().mail(), Map.of(), Consent.GRANTED);
  }

  private final class FakeTemplates implements MailTemplates {
    @Override
    public List<Fault> check(MailTemplate template, Set<String> alwaysKnown) {
      return List.of();
    }

    @Override
    public MailTemplate.Filled fill(MailTemplate template, Map<String, String> data)
        throws UnfitTemplate {
      if (unfit) {
        throw new UnfitTemplate("no");
      }
      return new MailTemplate.Filled("subject", null, "text");
    }
  }

  private static final class FakeHandovers implements Handovers {
    private final Deque<Outgoing> next = new ArrayDeque<>();
    private final List<Handover> settled = new ArrayList<>();
    private boolean leads = true;
    private boolean away;

    @Override
    public boolean lead() {
      return leads;
    }

    @Override
    public void resign() {
      leads = false;
    }

    @Override
    public Optional<Outgoing> next() {
      return Optional.ofNullable(next.poll());
    }

    @Override
    public void settle(Outgoing outgoing, Handover handover) {
      if (away) {
        throw new StorageTrouble(true, new SQLException("away"));
      }
      settled.add(handover);
    }
  }

  private static final class NoMetrics implements CampaignMetrics {
    @Override
    public void decided(Decision decision) {}

    @Override
    public void handedOver(Handover outcome, Duration took) {}

    @Override
    public void published(int records) {}
  }
}
