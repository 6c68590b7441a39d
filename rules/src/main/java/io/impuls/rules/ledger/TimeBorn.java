package io.impuls.rules.ledger;

import io.impuls.contracts.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Rows of the log that no event brought, but time that passed since one. They are the same whenever
 * it is found out that the time has passed, so their ids follow from the match that they come from,
 * and they lie in its counter.
 */
final class TimeBorn {

  private TimeBorn() {}

  /**
   * Gives the id of such a row.
   *
   * @param number which of those that come from {@code from}, from 1
   */
  static UUID id(Match from, String type, int number) {
    return Ids.derived(from.eventId(), type, from.lineage(), Integer.toString(number));
  }

  /** Gives the match of a row whose time may be corrected: another time is another row. */
  static Match dated(Match from, Match.Part part, String type, Instant due, long thousandths) {
    return of(
        from,
        part,
        type,
        due,
        Ids.derived(from.eventId(), type, from.lineage(), due.toString()),
        thousandths);
  }

  /** Gives such a row's match. */
  static Match of(
      Match from, Match.Part part, String type, Instant due, int number, long thousandths) {
    return of(from, part, type, due, id(from, type, number), thousandths);
  }

  private static Match of(
      Match from, Match.Part part, String type, Instant due, UUID id, long thousandths) {
    return new Match(
        from.lineage(),
        from.version(),
        from.capValue(),
        due,
        id,
        type,
        from.receivedAt(),
        from.originalPerson(),
        thousandths,
        null,
        null,
        from.namedPerson(),
        from.placedAt(),
        part);
  }

  /**
   * Gives those rows that are in the log.
   *
   * @param ids the ids of all that can come from {@code from}
   * @param longest time until the last of them
   */
  static List<Entry> rows(Match from, Set<UUID> ids, Duration longest, MatchLog log) {
    List<Entry> found = new ArrayList<>();
    Instant last = from.occurredAt().plus(longest);
    log.scan(
        from.lineage(),
        from.capValue(),
        from.occurredAt(),
        entry -> {
          if (ids.contains(entry.match().eventId())) {
            found.add(entry);
          }
          return !entry.match().occurredAt().isAfter(last);
        });
    return found;
  }
}
