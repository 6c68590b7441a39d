package io.impuls.campaign.domain;

import io.impuls.contracts.event.Event;
import java.util.UUID;

/** Port: what is known of the persons that may be mailed. Both methods may be repeated. */
public interface Audience {

  /** Takes in a {@code person.identified} event; sends that waited for it are looked at again. */
  void identified(Event identified);

  /** Takes in that a person became another; the survivor inherits that a send was made. */
  void merged(UUID workspace, UUID from, UUID into);
}
