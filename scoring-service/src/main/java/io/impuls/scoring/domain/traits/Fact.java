package io.impuls.scoring.domain.traits;

import io.impuls.contracts.contact.ContactChange;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.topic.Json;
import io.impuls.rules.ledger.Match;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What was told of a contact at one time: attributes with their values, null for those that are
 * known no more. It lies in the person's log beside the matches of rules, so it counts once, is put
 * in its place when it comes late, and goes where the person goes in merges and splits.
 *
 * @param match the row of the log
 * @param attributes what was told
 */
public record Fact(Match match, Map<String, Object> attributes) {

  /** Stands in the log where rules have their lineage; no plan can be called so. */
  public static final String LINEAGE = "~contact/traits";

  /** Stands for the event type where a contact's attributes were changed in the contact service. */
  public static final String CONTACT_CHANGED = "contact.changed";

  /** Longest name of an attribute, in characters: no condition can ask for a longer one. */
  static final int MOST_NAME = 200;

  /** Longest value, in characters of JSON: what is longer is not known. */
  static final int MOST_VALUE = 1_000;

  /** Most characters of JSON that are kept of one change; attributes go by their names. */
  static final int MOST_TEXT = 16_000;

  /**
   * Gives what an event tells of its person; empty for nothing. Of the same events the card of the
   * contact has its attributes; but what a person does not allow to profile makes no points.
   */
  public static Optional<Match> of(Event event) {
    boolean counts =
        event.counts()
            && !event.traits().isEmpty()
            && event.source().kind() != Source.Kind.CAMPAIGN
            && !event.flags().contains(EventFlag.NO_PROFILING);
    return counts
        ? match(
            event.eventId(),
            event.type(),
            event.occurredAt(),
            event.receivedAt(),
            event.resolution().originalPerson(),
            event.traits())
        : Optional.empty();
  }

  /** Gives what a change of a contact tells; empty when it is not about attributes. */
  public static Optional<Match> of(ContactChange change) {
    return change.kind() == ContactChange.Kind.ATTRIBUTES
        ? match(
            change.changeId(),
            CONTACT_CHANGED,
            change.occurredAt(),
            change.occurredAt(),
            change.person(),
            change.attributes())
        : Optional.empty();
  }

  /** Reads a row of the log. */
  static Fact of(Match match) {
    return new Fact(match, Json.object(match.note()));
  }

  private static Optional<Match> match(
      UUID id,
      String type,
      Instant at,
      Instant receivedAt,
      UUID original,
      Map<String, Object> attributes) {
    String text = text(attributes);
    return text.isEmpty() || at.isBefore(Instant.EPOCH)
        ? Optional.empty()
        : Optional.of(
            new Match(LINEAGE, 0, null, at, id, type, receivedAt, original, 0, null, text)
                .as(Match.Part.FACT));
  }

  /** Gives what is kept, as JSON; empty for nothing. */
  private static String text(Map<String, Object> attributes) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(attributes)
        .forEach(
            (name, value) -> {
              String json = Json.text(value);
              String kept = json.length() > MOST_VALUE ? "null" : json;
              String one = (text.isEmpty() ? "" : ",") + Json.text(name) + ":" + kept;
              if (name.length() <= MOST_NAME && text.length() + one.length() <= MOST_TEXT) {
                text.append(one);
              }
            });
    return text.isEmpty() ? "" : "{" + text + "}";
  }
}
