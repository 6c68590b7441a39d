package io.impuls.streams.ledger;

import io.impuls.contracts.Ids;
import io.impuls.rules.ledger.Basis;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Folded;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.TimeRules;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The sum of a rule's matches that are older than the retention, one row per rule version (which
 * may give another tag than the last), original identity and name by which it was found, so that a
 * split can part them; dated at the epoch so that it lies in no window. Its note says what its
 * points are worth that go all the time. Sums add up when persons merge.
 */
final class SubTotal {

  private SubTotal() {}

  /** Adds an expired entry, or another person's sub-total, to the person's row. */
  static EntryChange add(Match amount, byte[] person, StagedStore matches) {
    Match row = row(amount, 0, person, null, null);
    byte[] key = LedgerKeys.match(person, row);
    byte[] stored = matches.get(key);
    Entry before = stored == null ? null : EntryCodec.read(key, stored);
    long sum = Math.addExact(before == null ? 0 : before.awarded(), amount.potential());
    String note = before == null ? amount.note() : sum(before.match(), amount);
    Instant placed = later(amount.placedAt(), before == null ? null : before.match().placedAt());
    Entry after = Entry.awarded(row(amount, sum, person, placed, note));
    matches.put(key, EntryCodec.write(after));
    return new EntryChange(before, after);
  }

  /** Gives an awarded amount as something that {@link #add} takes. */
  static Match of(Entry expired, TimeRules rules) {
    Match match = expired.match();
    String note = new Folded(match.occurredAt(), Basis.of(expired, rules)).text();
    return sum(match, match.eventId(), expired.awarded(), match.placedAt(), note);
  }

  private static String sum(Match one, Match other) {
    return Stream.of(one, other)
        .flatMap(match -> Folded.of(match).stream())
        .reduce(Folded::plus)
        .map(Folded::text)
        .orElse(null);
  }

  private static Match row(Match amount, long sum, byte[] person, Instant placedAt, String note) {
    return sum(amount, id(amount, LedgerKeys.person(person).workspace()), sum, placedAt, note);
  }

  private static Match sum(Match like, UUID id, long thousandths, Instant placedAt, String note) {
    return new Match(
        like.lineage(),
        like.version(),
        null,
        Instant.EPOCH,
        id,
        Match.SUB_TOTAL,
        null,
        like.originalPerson(),
        thousandths,
        null,
        note,
        like.namedPerson(),
        placedAt,
        Match.Part.AWARD);
  }

  private static UUID id(Match amount, UUID workspace) {
    String version = Integer.toString(amount.version());
    String original = amount.originalPerson().toString();
    return amount.namedPerson().equals(amount.originalPerson())
        ? Ids.derived(workspace, Match.SUB_TOTAL, amount.lineage(), version, original)
        : Ids.derived(
            workspace,
            Match.SUB_TOTAL,
            amount.lineage(),
            version,
            original,
            amount.namedPerson().toString());
  }

  private static Instant later(Instant one, Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }
}
