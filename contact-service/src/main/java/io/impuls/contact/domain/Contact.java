package io.impuls.contact.domain;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Points;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The card of a person.
 *
 * @param person the person, never one that was merged away
 * @param aliases persons that were merged into it
 * @param known whether an identifier names the person rather than a device
 * @param machine whether only machines acted under this person
 * @param firstSeen earliest event
 * @param lastSeen latest event
 * @param identifiers every name, known ones first
 * @param attributes traits by name, the last said of each
 * @param consents consent by purpose, the last said of each
 * @param scores one for each plan
 * @param tags strongest first
 */
public record Contact(
    UUID person,
    List<UUID> aliases,
    boolean known,
    boolean machine,
    Instant firstSeen,
    Instant lastSeen,
    List<Identifier> identifiers,
    Map<String, Object> attributes,
    Map<String, Consent> consents,
    List<Score> scores,
    List<Tag> tags) {

  /**
   * A consent.
   *
   * @param given whether it was given or withdrawn
   * @param at when
   */
  public record Consent(boolean given, Instant at) {}

  /**
   * A score.
   *
   * @param plan id of the plan
   * @param score its value
   * @param band band; null when in none
   * @param changedAt event time of the last change
   */
  public record Score(String plan, Points score, String band, Instant changedAt) {}

  /**
   * A tag.
   *
   * @param tag its key
   * @param name its display name
   * @param score tag score
   * @param changedAt event time of the last change
   */
  public record Tag(String tag, String name, Points score, Instant changedAt) {}

  public Contact {
    aliases = List.copyOf(aliases);
    identifiers = List.copyOf(identifiers);
    scores = List.copyOf(scores);
    tags = List.copyOf(tags);
  }
}
