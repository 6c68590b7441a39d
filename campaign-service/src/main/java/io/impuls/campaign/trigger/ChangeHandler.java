package io.impuls.campaign.trigger;

import io.impuls.campaign.domain.Audience;
import io.impuls.campaign.domain.Campaign;
import io.impuls.campaign.domain.Ledger;
import io.impuls.campaign.domain.Occasion;
import io.impuls.campaign.domain.StorageTrouble;
import io.impuls.campaign.domain.Trigger;
import io.impuls.campaign.metrics.CampaignMetrics;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Split;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import io.impuls.service.topic.Reading;
import io.impuls.service.topic.RecordHandler;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes in events and changes. Every step may be repeated: what is known already changes nothing.
 */
public final class ChangeHandler implements RecordHandler {

  private final ActiveCampaigns campaigns;
  private final Audience audience;
  private final Ledger ledger;
  private final CampaignMetrics metrics;

  public ChangeHandler(
      ActiveCampaigns campaigns, Audience audience, Ledger ledger, CampaignMetrics metrics) {
    this.campaigns = campaigns;
    this.audience = audience;
    this.ledger = ledger;
    this.metrics = metrics;
  }

  /** Gives the topics that it understands. */
  public static List<Topic<?>> topics() {
    return List.of(Topics.EVENTS, Topics.SCORE_CHANGES, Topics.TAG_CHANGES);
  }

  @Override
  public void handle(TopicPartition partition, List<Reading<?>> readings) {
    for (Reading<?> reading : readings) {
      reading.as(Topics.EVENTS).ifPresent(this::event);
      reading.as(Topics.SCORE_CHANGES).ifPresent(this::scoreChange);
      reading.as(Topics.TAG_CHANGES).ifPresent(this::tagChange);
    }
  }

  /** A database in trouble gets well; what the code or the database cannot take never fits. */
  @Override
  public boolean hopeless(Exception trouble) {
    return !(trouble instanceof StorageTrouble storage) || storage.refused();
  }

  private void event(Event event) {
    if (event.person() == null) {
      return;
    }
    if (event.type().equals(EventTypes.PERSON_IDENTIFIED) || speaksOfMail(event)) {
      audience.identified(event);
    } else if (event.type().equals(EventTypes.PERSON_MERGED)) {
      Merge merge = event.resolution().merge();
      if (merge != null) {
        audience.merged(event.workspace(), merge.from(), merge.into(), event.receivedAt());
      }
    } else if (event.type().equals(EventTypes.PERSON_SPLIT)) {
      Split split = event.resolution().split();
      if (split != null && split.named() == null) {
        // what a late login takes on a shared browser names no address
        audience.parted(event.workspace(), split, event.receivedAt());
      }
    }
  }

  /** Whoever unsubscribes or complains says so by an event of its own. */
  private static boolean speaksOfMail(Event event) {
    return event.consent().containsKey(Campaign.PURPOSE)
        || event.consent().containsKey(Campaign.TRACKING_PURPOSE);
  }

  private void scoreChange(ScoreChange change) {
    // a person's last change says so too, and may come before the event that does
    merged(change.workspace(), change.person(), change.mergedInto(), change.cause());
    if (!Objects.equals(change.bandFrom(), change.bandTo())) {
      fire(change.workspace(), trigger -> trigger.firedBy(change));
    }
  }

  private void tagChange(TagChange change) {
    merged(change.workspace(), change.person(), change.mergedInto(), change.cause());
    fire(change.workspace(), trigger -> trigger.firedBy(change));
  }

  private void merged(UUID workspace, UUID person, UUID survivor, Cause cause) {
    if (survivor != null) {
      audience.merged(
          workspace, person, survivor, cause == null ? Instant.EPOCH : cause.receivedAt());
    }
  }

  private void fire(UUID workspace, Function<Trigger, Optional<Occasion>> firing) {
    for (Campaign campaign : campaigns.of(workspace)) {
      firing
          .apply(campaign.trigger())
          .filter(campaign::concerns)
          .flatMap(occasion -> ledger.decide(workspace, campaign.id(), occasion))
          .ifPresent(metrics::decided);
    }
  }
}
