package io.impuls.contact.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.impuls.contact.domain.CardFacts;
import io.impuls.contact.domain.CardStore;
import io.impuls.contact.domain.Changes;
import io.impuls.contact.domain.StoreUnavailable;
import io.impuls.contact.domain.Timeline;
import io.impuls.contact.domain.TimelineEntry;
import io.impuls.contact.domain.UnstorableFacts;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import io.impuls.service.topic.Reading;
import io.impuls.testkit.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ContactProjectionTest {

  private static final UUID ANNA = new UUID(0, 1);
  private static final TopicPartition PARTITION = new TopicPartition("any", 0);

  private final Kept kept = new Kept();
  private final ContactProjection projection = new ContactProjection(kept, kept);

  @Test
  void writesEveryRecordIntoTheTimelineAndTheNewestIntoTheCard() {
    projection.handle(
        PARTITION,
        List.of(
            reading(Topics.SCORE_CHANGES, Changes.score(ANNA, "shop", 1, 1, 10)),
            reading(Topics.SCORE_CHANGES, Changes.score(ANNA, "shop", 1, 2, 20))));

    assertThat(kept.lines).hasSize(2);
    assertThat(kept.scores).extracting(ScoreChange::version).containsExactly(2L);
  }

  @Test
  void leavesTheCardAloneWhenTheTimelineIsAway() {
    kept.timelineAway = true;

    assertThatThrownBy(
            () ->
                projection.handle(
                    PARTITION,
                    List.of(
                        reading(
                            Topics.EVENTS,
                            Events.pageViewed("https://a.test/x").person(ANNA).build()))))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(kept.facts).isEmpty();
  }

  @Test
  void waitsForADatabaseButNotForWhatNoneTakes() {
    assertThat(projection.hopeless(new StoreUnavailable("cards", null))).isFalse();
    assertThat(projection.hopeless(new UnstorableFacts(null))).isTrue();
    assertThat(projection.hopeless(new NullPointerException())).isTrue();
  }

  @Test
  void readsTagChangesAndEvents() {
    projection.handle(
        PARTITION, List.of(reading(Topics.TAG_CHANGES, Changes.tag(ANNA, "LANTERN", 1, 2L))));
    projection.handle(
        PARTITION,
        List.of(
            reading(Topics.EVENTS, Events.pageViewed("https://a.test/x").person(ANNA).build())));

    assertThat(kept.tags).extracting(TagChange::tag).containsExactly("LANTERN");
    assertThat(kept.facts).hasSize(1);
  }

  private static <V> Reading<V> reading(Topic<V> topic, V value) {
    return new Reading<>(topic, 0, 0, "key", value, Events.TIME);
  }

  private static final class Kept implements CardStore, Timeline {
    private final List<TimelineEntry> lines = new ArrayList<>();
    private final List<CardFacts> facts = new ArrayList<>();
    private final List<ScoreChange> scores = new ArrayList<>();
    private final List<TagChange> tags = new ArrayList<>();
    private boolean timelineAway;

    @Override
    public void apply(CardFacts said) {
      facts.add(said);
    }

    @Override
    public void applyScores(List<ScoreChange> newest) {
      scores.addAll(newest);
    }

    @Override
    public void applyTags(List<TagChange> newest) {
      tags.addAll(newest);
    }

    @Override
    public void write(List<TimelineEntry> entries) {
      if (timelineAway) {
        throw new StoreUnavailable("timelines", null);
      }
      lines.addAll(entries);
    }

    @Override
    public CompletionStage<Page> page(
        UUID workspace, List<UUID> identities, TimelineEntry.Kind kind, Place after, int limit) {
      throw new UnsupportedOperationException("the projection only writes");
    }
  }
}
