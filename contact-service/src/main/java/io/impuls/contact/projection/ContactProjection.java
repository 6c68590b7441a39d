package io.impuls.contact.projection;

import io.impuls.contact.domain.CardFacts;
import io.impuls.contact.domain.CardStore;
import io.impuls.contact.domain.Newest;
import io.impuls.contact.domain.StoreUnavailable;
import io.impuls.contact.domain.Timeline;
import io.impuls.contact.domain.TimelineEntries;
import io.impuls.contact.domain.TimelineEntry;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import io.impuls.service.topic.Reading;
import io.impuls.service.topic.RecordHandler;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * Writes each batch twice: its lines into the timeline, then what it says into the cards. Both
 * writes may be repeated, so a batch that failed half-way is simply handled again.
 */
public final class ContactProjection implements RecordHandler {

  /** What it reads. */
  public static final List<Topic<?>> TOPICS =
      List.of(Topics.EVENTS, Topics.SCORE_CHANGES, Topics.TAG_CHANGES);

  private final CardStore cards;
  private final Timeline timeline;

  /** Writes into {@code cards} and {@code timeline}. */
  public ContactProjection(CardStore cards, Timeline timeline) {
    this.cards = cards;
    this.timeline = timeline;
  }

  @Override
  public void handle(TopicPartition partition, List<Reading<?>> readings) {
    List<TimelineEntry> lines = new ArrayList<>(readings.size());
    List<Event> events = new ArrayList<>();
    List<ScoreChange> scores = new ArrayList<>();
    List<TagChange> tags = new ArrayList<>();
    for (Reading<?> reading : readings) {
      reading
          .as(Topics.EVENTS)
          .filter(event -> event.resolution() != null)
          .ifPresent(
              event -> {
                events.add(event);
                lines.add(TimelineEntries.of(event));
              });
      reading
          .as(Topics.SCORE_CHANGES)
          .ifPresent(
              change -> {
                scores.add(change);
                lines.add(TimelineEntries.of(change, reading.timestamp()));
              });
      reading
          .as(Topics.TAG_CHANGES)
          .ifPresent(
              change -> {
                if (change.segment() == null) {
                  tags.add(change);
                }
                lines.add(TimelineEntries.of(change, reading.timestamp()));
              });
    }
    timeline.write(lines);
    CardFacts facts = CardFacts.of(events);
    if (!facts.isEmpty()) {
      cards.apply(facts);
    }
    if (!scores.isEmpty()) {
      cards.applyScores(Newest.scores(scores));
    }
    if (!tags.isEmpty()) {
      cards.applyTags(Newest.tags(tags));
    }
  }

  /** A database that is away comes back; what the code or the database cannot take never fits. */
  @Override
  public boolean hopeless(Exception trouble) {
    return !(trouble instanceof StoreUnavailable);
  }
}
