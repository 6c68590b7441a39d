package io.impuls.scoring.domain.rehearsal;

import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.Signs;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Holds back what a machine may have done, and what came after it, until it is known whether the
 * person acted shortly after: then each deed is judged once, in its order. Holds at most a day of
 * one person's deeds.
 */
final class Foresight {

  private record Held(Deed deed, List<Hit> hits) {}

  private final Deque<Held> held = new ArrayDeque<>();
  private final BiConsumer<Deed, List<Hit>> next;

  /** Hands everything to {@code next}, in the order in which it came. */
  Foresight(BiConsumer<Deed, List<Hit>> next) {
    this.next = next;
  }

  /** Takes the next deed in the total order. */
  void take(Deed deed, List<Hit> hits) {
    if (held.isEmpty() && hits.stream().noneMatch(Foresight::waits)) {
      next.accept(deed, hits);
      return;
    }
    held.addLast(new Held(deed, hits));
    release(deed.occurredAt());
  }

  /** Nothing more comes: what nothing confirmed stays as it is. */
  void end() {
    release(Instant.MAX);
  }

  private void release(Instant now) {
    while (!held.isEmpty()) {
      Held first = held.peekFirst();
      Instant last = first.deed().occurredAt().plus(Signs.WITHIN);
      List<Hit> known = new ArrayList<>();
      for (Hit hit : first.hits()) {
        boolean confirmed = waits(hit) && confirmed(hit, first.deed().occurredAt(), last);
        if (waits(hit) && !confirmed && !now.isAfter(last)) {
          return;
        }
        known.add(confirmed ? hit.released() : hit);
      }
      held.removeFirst();
      next.accept(first.deed(), known);
    }
  }

  private boolean confirmed(Hit hit, Instant after, Instant last) {
    return held.stream()
        .filter(later -> later.deed().occurredAt().isAfter(after))
        .filter(later -> !later.deed().occurredAt().isAfter(last))
        .flatMap(later -> later.hits().stream())
        .anyMatch(later -> later.part() == Match.Part.SIGN && later.rule() == hit.rule());
  }

  private static boolean waits(Hit hit) {
    return hit.part() == Match.Part.AWARD && hit.hold() == Suppression.PROVISIONAL;
  }
}
