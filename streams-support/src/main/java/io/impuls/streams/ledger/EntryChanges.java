package io.impuls.streams.ledger;

import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Match;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Several insertions in one step may touch the same entry more than once; the world is told the net
 * change.
 */
final class EntryChanges {

  private record Key(String lineage, String capValue, UUID eventId) {}

  private EntryChanges() {}

  static List<EntryChange> net(List<EntryChange> changes) {
    if (changes.size() < 2) {
      return changes;
    }
    Map<Key, EntryChange> net = new LinkedHashMap<>();
    for (EntryChange change : changes) {
      var match = change.match();
      net.merge(
          new Key(match.lineage(), match.capValue(), match.eventId()),
          change,
          (first, last) -> new EntryChange(first.before(), last.after()));
    }
    List<EntryChange> result = new ArrayList<>(net.size());
    for (EntryChange change : net.values()) {
      if (cameToNothing(change)) {
        continue;
      }
      if (change.isNew() || change.isGone() || !same(change.before(), change.after())) {
        result.add(change);
      }
    }
    return result;
  }

  /** What passing time gave, and what the same step took back: nobody was told of it. */
  private static boolean cameToNothing(EntryChange change) {
    return change.isNew()
        && !change.isGone()
        && change.after().reason() == Suppression.ANSWERED
        && change.after().awarded() == 0;
  }

  private static boolean same(Entry before, Entry after) {
    return before.awarded() == after.awarded()
        && before.reason() == after.reason()
        && sameBasis(before.match(), after.match());
  }

  /** What sums up to nothing may still be worth something. */
  private static boolean sameBasis(Match before, Match after) {
    return !after.subTotal() || Objects.equals(before.note(), after.note());
  }
}
