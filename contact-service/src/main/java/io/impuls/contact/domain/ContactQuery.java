package io.impuls.contact.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A question for many contacts of a workspace.
 *
 * @param workspace the tenant
 * @param sort order of the answer
 * @param plan id of a plan: needed for the order by score and for {@code band}; null otherwise
 * @param band only contacts in this band of the plan; null for all
 * @param tag only contacts with this tag (key, upper case); null for all
 * @param known only known (true) or anonymous (false) contacts; null for all
 * @param machine only machines (true) or only others (false); null for all
 * @param limit most contacts in the answer
 * @param after place after which the answer begins; null for the beginning
 */
public record ContactQuery(
    UUID workspace,
    Sort sort,
    String plan,
    String band,
    String tag,
    Boolean known,
    Boolean machine,
    int limit,
    Place after) {

  /** Orders, each with the person's id as the last tie-break. */
  public enum Sort {
    /** Latest event first. */
    LAST_SEEN,
    /** Highest score of the plan first; ties by latest event (SC-16). */
    SCORE
  }

  /**
   * Place of a contact in the order.
   *
   * @param score thousandths; 0 in the order by last seen
   * @param lastSeen its latest event
   * @param person its id
   */
  public record Place(long score, Instant lastSeen, UUID person) {}

  /** Gives the place of the beginning. */
  public Optional<Place> begin() {
    return Optional.ofNullable(after);
  }
}
