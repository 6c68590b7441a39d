package io.impuls.scoring.domain;

import io.impuls.contracts.event.Event;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds events again, of which the ledger knows only what matched. */
public interface EventSearch {

  /**
   * What was found.
   *
   * @param event the event; empty when it is not there, as far as the search went
   * @param complete whether everything was looked through
   */
  record Result(Optional<Event> event, boolean complete) {}

  /**
   * Looks for an event. Blocks, for a few seconds at most.
   *
   * @param persons whose it may have been when it was published
   * @param since it was not published before this
   */
  Result find(UUID workspace, Set<UUID> persons, UUID eventId, Instant since);
}
