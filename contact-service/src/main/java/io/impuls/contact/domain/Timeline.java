package io.impuls.contact.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Where timelines are kept, for twelve months. */
public interface Timeline {

  /**
   * Writes entries; blocks until all are kept and throws when one is not. Writing them again
   * changes nothing.
   */
  void write(List<TimelineEntry> entries);

  /**
   * Gives entries of a person, newest first.
   *
   * @param workspace the tenant
   * @param identities ids under which entries lie: the person and its aliases
   * @param kind only this kind; null for all
   * @param after entry after which the page begins; null for the newest
   * @param limit most entries, 1 and up
   */
  CompletionStage<Page> page(
      UUID workspace, List<UUID> identities, TimelineEntry.Kind kind, Place after, int limit);

  /**
   * Place of an entry.
   *
   * @param at its time
   * @param id its id
   */
  record Place(Instant at, UUID id) {}

  /**
   * A page of entries.
   *
   * @param entries newest first
   * @param next place of the last one; null when nothing follows
   */
  record Page(List<TimelineEntry> entries, Place next) {
    public Page {
      entries = List.copyOf(entries);
    }
  }
}
