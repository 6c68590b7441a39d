package io.impuls.rules.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Alarms that ring when a test says that their time has passed. */
final class TestAlarms implements Alarms {

  private record Alarm(Match start, Instant due, int time) {}

  private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparing(Alarm::due));

  private Instant reached = Instant.MIN;

  @Override
  public boolean passed(Instant due) {
    return !due.isAfter(reached);
  }

  /** Takes note of how far time has come. */
  void reached(Instant now) {
    reached = now;
  }

  @Override
  public void set(Match start, Instant due, int time) {
    alarms.add(new Alarm(start, due, time));
  }

  /** Lets all ring that are due at {@code now}, and gives what changed. */
  List<EntryChange> ring(Instant now, Ledger ledger, MemoryLog log) {
    List<EntryChange> changes = new ArrayList<>();
    while (!alarms.isEmpty() && !alarms.peek().due().isAfter(now)) {
      Alarm alarm = alarms.poll();
      if (log.has(alarm.start())) {
        changes.addAll(ledger.elapsed(log.of(alarm.start()), alarm.time(), log));
      }
    }
    return changes;
  }
}
