package io.impuls.streams.ledger;

import io.impuls.contracts.Ids;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Match;
import java.time.Instant;
import java.util.UUID;

/**
 * The sum of a rule's matches that are older than the retention, one row per rule version (which
 * may give another tag than the last) and original identity, dated at the epoch so that it lies in
 * no window. Sums add up when persons merge.
 */
final class SubTotal {

  private SubTotal() {}

  /** Adds an expired entry, or another person's sub-total, to the person's row. */
  static EntryChange add(Match amount, byte[] person, StagedStore matches) {
    Match row = row(amount, 0, person);
    byte[] key = LedgerKeys.match(person, row);
    byte[] stored = matches.get(key);
    Entry before = stored == null ? null : EntryCodec.read(key, stored);
    long sum = Math.addExact(before == null ? 0 : before.awarded(), amount.potential());
    Entry after = Entry.awarded(row(amount, sum, person));
    matches.put(key, EntryCodec.write(after));
    return new EntryChange(before, after);
  }

  /** Gives an awarded amount as something that {@link #add} takes. */
  static Match of(Entry expired) {
    Match match = expired.match();
    return new Match(
        match.lineage(),
        match.version(),
        null,
        Instant.EPOCH,
        match.eventId(),
        Match.SUB_TOTAL,
        null,
        match.originalPerson(),
        expired.awarded(),
        null);
  }

  private static Match row(Match amount, long sum, byte[] person) {
    UUID workspace = LedgerKeys.person(person).workspace();
    return new Match(
        amount.lineage(),
        amount.version(),
        null,
        Instant.EPOCH,
        Ids.derived(
            workspace,
            Match.SUB_TOTAL,
            amount.lineage(),
            Integer.toString(amount.version()),
            amount.originalPerson().toString()),
        Match.SUB_TOTAL,
        null,
        amount.originalPerson(),
        sum,
        null);
  }
}
