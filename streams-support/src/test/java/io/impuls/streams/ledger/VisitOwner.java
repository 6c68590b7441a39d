package io.impuls.streams.ledger;

import io.impuls.contracts.event.Event;
import io.impuls.rules.ledger.Cap;
import io.impuls.rules.ledger.Caps;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Match;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The simplest owner: 30 points a visit, once in 24 hours for each title of a page; its state is
 * the sum.
 */
class VisitOwner implements LedgerOwner<Long> {

  @Override
  public Long initial() {
    return 0L;
  }

  @Override
  public List<Match> match(Event event) {
    return List.of(
        new Match(
            "visit",
            1,
            event.page() == null ? null : event.page().title(),
            event.occurredAt(),
            event.eventId(),
            event.type(),
            event.receivedAt(),
            event.resolution().originalPerson(),
            30_000,
            null));
  }

  @Override
  public Caps caps(UUID workspace) {
    return new Caps() {
      @Override
      public Optional<Cap> of(String lineage, int version) {
        return Optional.of(Cap.sliding(1, Duration.ofHours(24)));
      }

      @Override
      public Duration longestWindow(String lineage) {
        return Duration.ofHours(24);
      }
    };
  }

  @Override
  public Long apply(Turn<Long> turn) {
    return turn.state() + turn.changes().stream().mapToLong(EntryChange::delta).sum();
  }

  @Override
  public Long mergedAway(Turn<Long> turn, UUID into) {
    return 0L;
  }

  @Override
  public void write(Long state, DataOutput out) throws IOException {
    out.writeLong(state);
  }

  @Override
  public Long read(DataInput in) throws IOException {
    return in.readLong();
  }
}
