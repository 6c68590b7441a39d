package io.impuls.campaign.domain;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Split;
import java.time.Instant;
import java.util.UUID;

/** Port: what is known of the persons that may be mailed. All methods may be repeated. */
public interface Audience {

  /** Takes in a {@code person.identified} event; sends that waited for it are looked at again. */
  void identified(Event identified);

  /**
   * Takes in that a person became another; the survivor inherits that a send was made. Says nothing
   * new when they were parted since.
   *
   * @param toldAt when that was received which caused it
   */
  void merged(UUID workspace, UUID from, UUID into, Instant toldAt);

  /**
   * Takes in that an identifier names another person: who was merged lives again, and an address
   * goes back to whom it names. What was sent stays where it was decided, and no mailbox gets it
   * twice.
   *
   * @param toldAt when that was received which caused it
   */
  void parted(UUID workspace, Split split, Instant toldAt);
}
