package io.impuls.campaign.trigger;

import static io.impuls.campaign.domain.Samples.ANN;
import static io.impuls.campaign.domain.Samples.BEN;
import static io.impuls.campaign.domain.Samples.NOON;
import static io.impuls.campaign.domain.Samples.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.campaign.domain.Audience;
import io.impuls.campaign.domain.Campaign;
import io.impuls.campaign.domain.Campaigns;
import io.impuls.campaign.domain.Decision;
import io.impuls.campaign.domain.Handover;
import io.impuls.campaign.domain.Ledger;
import io.impuls.campaign.domain.Occasion;
import io.impuls.campaign.domain.Samples;
import io.impuls.campaign.domain.Saved;
import io.impuls.campaign.domain.StorageTrouble;
import io.impuls.campaign.metrics.CampaignMetrics;
import io.impuls.contracts.Points;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Split;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import io.impuls.service.topic.Reading;
import io.impuls.testkit.Events;
import io.impuls.testkit.SettableClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ChangeHandlerTest {

  private final SettableClock clock = SettableClock.at(NOON);
  private final List<String> done = new ArrayList<>();
  private final FakeCampaigns campaigns = new FakeCampaigns();
  private final ChangeHandler handler =
      new ChangeHandler(
          new ActiveCampaigns(campaigns, clock), new FakeAudience(), new FakeLedger(), NONE);

  @Test
  void waitsForTheDatabaseButNotForWhatItCannotKeep() {
    assertThat(handler.hopeless(new StorageTrouble(true, new SQLException("away")))).isFalse();
    assertThat(handler.hopeless(new StorageTrouble(false, new SQLException("full")))).isFalse();
    assertThat(handler.hopeless(new StorageTrouble(false, true, new SQLException("bad")))).isTrue();
    assertThat(handler.hopeless(new NullPointerException())).isTrue();
  }

  @Test
  void asksEveryCampaignWhoseTriggerFires() {
    campaigns.active = List.of(Samples.hotCampaign("a"), Samples.hotCampaign("b"));

    handle(Topics.SCORE_CHANGES, Samples.bands(ANN, null, "HOT", NOON));
    handle(Topics.SCORE_CHANGES, Samples.bands(ANN, "HOT", "HOT", NOON));

    assertThat(done).containsExactly("decide a " + ANN, "decide b " + ANN);
  }

  @Test
  void takesInWhoSaysWhoTheyAreAndNothingElse() {
    handle(Topics.EVENTS, Events.identified("1", "ann@example.test").person(ANN).build());
    handle(Topics.EVENTS, Events.identified("1", "ann@example.test").build());
    handle(Topics.EVENTS, Events.pageViewed("https://shop.test/").person(ANN).build());

    assertThat(done).containsExactly("identified " + ANN);
  }

  @Test
  void takesInAnUnsubscriptionAndNoOtherConsent() {
    handle(
        Topics.EVENTS,
        Events.pageViewed("https://shop.test/").consent("tracking", true).person(BEN).build());
    handle(
        Topics.EVENTS,
        Events.of(EventTypes.EMAIL_UNSUBSCRIBED)
            .consent(Campaign.PURPOSE, false)
            .person(ANN)
            .build());

    assertThat(done).containsExactly("identified " + ANN);
  }

  @Test
  void learnsOfAMergeFromAPersonsLastChange() {
    ScoreChange last =
        new ScoreChange(
            WORKSPACE,
            ANN,
            "engagement",
            1,
            9,
            Points.of(60),
            Points.ZERO,
            "HOT",
            null,
            NOON,
            null,
            List.of(),
            BEN,
            0);

    handle(Topics.SCORE_CHANGES, last);

    assertThat(done).containsExactly("merged " + ANN + " " + BEN);
  }

  @Test
  void aSplitPartsPersonsAndWhatALoginTakesPartsNobody() {
    handle(Topics.EVENTS, parted(new Split(BEN, ANN, ANN)));
    handle(Topics.EVENTS, parted(new Split(BEN, ANN, BEN, NOON, null, ANN)));

    assertThat(done).containsExactly("parted " + BEN + " " + ANN);
  }

  private static Event parted(Split split) {
    return Events.of(EventTypes.PERSON_SPLIT)
        .at(NOON)
        .build()
        .resolved(
            new Resolution(split.from(), null, null, null, null, null, null, null, split, null));
  }

  @Test
  void knowsASavedCampaignWithinASecond() {
    handle(Topics.SCORE_CHANGES, Samples.bands(ANN, null, "HOT", NOON));
    campaigns.active = List.of(Samples.hotCampaign());
    clock.advance(Duration.ofSeconds(1));

    handle(Topics.SCORE_CHANGES, Samples.bands(BEN, null, "HOT", NOON));

    assertThat(done).containsExactly("decide hot " + BEN);
  }

  private <V> void handle(Topic<V> topic, V value) {
    handler.handle(
        new TopicPartition(topic.name(), 0),
        List.of(new Reading<>(topic, 0, 0, "key", value, NOON)));
  }

  private static final CampaignMetrics NONE =
      new CampaignMetrics() {
        @Override
        public void decided(Decision decision) {}

        @Override
        public void handedOver(Handover outcome, Duration took) {}

        @Override
        public void published(int records) {}
      };

  private final class FakeAudience implements Audience {
    @Override
    public void identified(Event identified) {
      done.add("identified " + identified.person());
    }

    @Override
    public void merged(UUID workspace, UUID from, UUID into, Instant toldAt) {
      done.add("merged " + from + " " + into);
    }

    @Override
    public void parted(UUID workspace, Split split, Instant toldAt) {
      done.add("parted " + split.from() + " " + split.into());
    }
  }

  private final class FakeLedger implements Ledger {
    @Override
    public Optional<Decision> decide(UUID workspace, String campaign, Occasion occasion) {
      done.add("decide " + campaign + " " + occasion.person());
      return Optional.of(new Decision.Wait(NOON));
    }

    @Override
    public int decideAgain(int limit) {
      return 0;
    }
  }

  private static final class FakeCampaigns implements Campaigns {
    private List<Campaign> active = List.of();

    @Override
    public Optional<Saved> find(UUID workspace, String id) {
      return Optional.empty();
    }

    @Override
    public List<Saved> all(UUID workspace) {
      return List.of();
    }

    @Override
    public List<Campaign> active() {
      return active;
    }

    @Override
    public SaveOutcome save(Campaign proposal, int readVersion, String author) {
      return new SaveOutcome.Stale(0);
    }
  }
}
