package io.impuls.segmentation.domain.segment;

import io.impuls.contracts.contact.ContactChange;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.topic.Json;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What is told of a contact, as rows of the ledger: the attributes that some segment asks for, and
 * no others. Of two facts about the same attribute the later one holds, whichever came first.
 */
public final class Told {

  /** Stands for the event type where attributes were changed in the contact service. */
  public static final String CONTACT_CHANGED = "contact.changed";

  /** Longest value, in characters of JSON: what is longer is not known. */
  static final int MOST_VALUE = 1_000;

  private Told() {}

  /**
   * Gives what an event tells; empty for nothing.
   *
   * @param asked names of the attributes that matter
   */
  static Optional<Match> of(Event event, Set<String> asked) {
    return event.source().kind() == Source.Kind.CAMPAIGN
        ? Optional.empty()
        : match(
            event.eventId(),
            event.type(),
            event.occurredAt(),
            event.receivedAt(),
            event.resolution().originalPerson(),
            event.traits(),
            asked);
  }

  /** Gives what a change of a contact tells; empty when it is not about attributes that matter. */
  static Optional<Match> of(ContactChange change, Set<String> asked) {
    return change.kind() == ContactChange.Kind.ATTRIBUTES
        ? match(
            change.changeId(),
            CONTACT_CHANGED,
            change.occurredAt(),
            change.occurredAt(),
            change.person(),
            change.attributes(),
            asked)
        : Optional.empty();
  }

  private static Optional<Match> match(
      UUID id,
      String type,
      Instant at,
      Instant receivedAt,
      UUID original,
      Map<String, Object> attributes,
      Set<String> asked) {
    Map<String, Object> kept = new TreeMap<>();
    attributes.forEach(
        (name, value) -> {
          if (asked.contains(name)) {
            kept.put(name, Json.text(value).length() > MOST_VALUE ? null : value);
          }
        });
    return kept.isEmpty() || at.isBefore(Instant.EPOCH)
        ? Optional.empty()
        : Optional.of(
            new Match(
                    Lineages.FACTS,
                    0,
                    null,
                    at,
                    id,
                    type,
                    receivedAt,
                    original,
                    0,
                    null,
                    Json.text(kept))
                .as(Match.Part.FACT));
  }

  /** Takes in what a row tells. */
  static void learn(Map<String, Object> known, Match fact) {
    Json.object(fact.note())
        .forEach(
            (name, value) -> {
              if (value == null) {
                known.remove(name);
              } else {
                known.put(name, value);
              }
            });
  }

  /**
   * Gives the facts whose place later ones have taken: of each identifier and attribute the last
   * one stays, and of what scoring says of a plan the newest.
   *
   * @param oldest rows that are beyond the retention, oldest first
   */
  public static List<Match> outlived(Collection<Entry> oldest) {
    record Place(UUID by, String name) {}
    Set<Place> told = new HashSet<>();
    List<Match> facts =
        oldest.stream()
            .map(Entry::match)
            .filter(match -> match.lineage().equals(Lineages.FACTS))
            .sorted(Match.ORDER.reversed())
            .toList();
    List<Match> found = new ArrayList<>(Scored.outlived(oldest));
    oldest.stream().map(Entry::match).filter(Lineages::ofApplying).forEach(found::add);
    facts.stream()
        .filter(
            fact -> {
              boolean stays = false;
              for (String name : Json.object(fact.note()).keySet()) {
                stays |= told.add(new Place(fact.namedPerson(), name));
              }
              return !stays;
            })
        .forEach(found::add);
    return found;
  }
}
