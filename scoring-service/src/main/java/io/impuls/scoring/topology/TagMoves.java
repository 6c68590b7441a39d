package io.impuls.scoring.topology;

import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Identity;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.event.Timeliness;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.topic.Topics;
import io.impuls.streams.ledger.Incoming;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Changes of tags as events that rules can count: a tag that came, was taken away, or whose time
 * was over. Only what is new of a person is one; that a tag went along with a merge or a split, or
 * became part of another tag, is not. Nor is anything about a tag that needs care (3.31).
 */
final class TagMoves {

  /** Change records that may lead to one another (decision 14): beyond, rules go in a circle. */
  static final int MOST_HOPS = 8;

  /** Impuls itself; it does not move event time on. */
  private static final Source SOURCE = new Source("segmentation", Source.Kind.CAMPAIGN);

  private static final Set<String> MOVES_OF_PEOPLE =
      Set.of(EventTypes.PERSON_MERGED, EventTypes.PERSON_SPLIT);

  private TagMoves() {}

  /** Reads a record of {@code segmentation.tag-changes}. */
  static Incoming read(String topic, byte[] value) {
    TagChange change = Topics.TAG_CHANGES.serde().deserialize(topic, value);
    if (change.hops() >= MOST_HOPS) {
      return new Incoming.Unusable(
          RejectionReason.TOO_MANY_HOPS,
          "changes led to one another more than %d times: look for rules in a circle"
              .formatted(MOST_HOPS),
          value);
    }
    String type = type(change);
    return type == null ? new Incoming.Nothing() : new Incoming.Happened(event(change, type));
  }

  /** Gives null where nothing new happened to the tag. */
  private static String type(TagChange change) {
    if (change.mergedInto() != null
        || change.cause() == null
        || MOVES_OF_PEOPLE.contains(change.cause().type())
        || change.cause().type().equals(TagChange.TAGS_MERGED)
        || Boolean.TRUE.equals(change.sensitive())) {
      return null;
    }
    return switch (change.action()) {
      case ASSIGNED -> EventTypes.TAG_ASSIGNED;
      case REMOVED -> EventTypes.TAG_REMOVED;
      case EXPIRED -> EventTypes.TAG_EXPIRED;
      case REINFORCED, SEGMENT_ENTERED, SEGMENT_LEFT -> null;
    };
  }

  private static Event event(TagChange change, String type) {
    // the same whenever segmentation finds it out, also when it builds its state anew
    UUID id = Ids.derived(change.cause().eventId(), type, change.tag());
    Instant received = change.cause().receivedAt();
    UUID person = change.person();
    return new Event(
        change.workspace(),
        id,
        id.toString(),
        type,
        SOURCE,
        change.occurredAt(),
        received == null ? change.occurredAt() : received,
        null,
        Identity.NONE,
        null,
        null,
        List.of(),
        properties(change),
        Map.of(),
        Map.of(),
        Map.of(),
        null,
        Set.of(),
        null,
        new Resolution(person, person, Timeliness.ON_TIME, Agent.HUMAN, null, null, null, null));
  }

  private static Map<String, Object> properties(TagChange change) {
    var score = change.after() == null ? change.before() : change.after();
    String name = change.name() == null ? change.tag() : change.name();
    return score == null
        ? Map.of("tag", change.tag(), "name", name)
        : Map.of("tag", change.tag(), "name", name, "score", score.decimal());
  }
}
