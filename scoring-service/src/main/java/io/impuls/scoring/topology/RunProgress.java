package io.impuls.scoring.topology;

import io.impuls.scoring.domain.rehearsal.RehearsalReport;
import io.impuls.scoring.domain.rehearsal.Rehearsals.State;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How far a run is: written by the run, read by whoever asks, and the place where it is stopped.
 */
final class RunProgress {

  private static final long ALL = 100;

  private final AtomicReference<State> state = new AtomicReference<>(State.READING);
  private final CountDownLatch stop = new CountDownLatch(1);
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong of = new AtomicLong();
  private final AtomicLong kept = new AtomicLong();
  private final AtomicLong judged = new AtomicLong();
  private final AtomicLong unreadable = new AtomicLong();
  private volatile String problem;
  private volatile RehearsalReport report;

  State state() {
    return state.get();
  }

  long read() {
    return read.get();
  }

  long of() {
    return of.get();
  }

  long unreadable() {
    return unreadable.get();
  }

  String problem() {
    return state() == State.FAILED ? problem : null;
  }

  RehearsalReport report() {
    return state() == State.DONE ? report : null;
  }

  /** Gives the share of the work that is done: records to read, then what was kept to judge. */
  int percent() {
    if (state() == State.DONE) {
      return (int) ALL;
    }
    long all = of.get() + kept.get();
    return all == 0 ? 0 : (int) Math.min(ALL - 1, ALL * (read.get() + judged.get()) / all);
  }

  void begin(long records) {
    of.set(records);
  }

  void readTo(long records, long notReadable) {
    read.set(records);
    unreadable.set(notReadable);
  }

  void keptOne() {
    kept.incrementAndGet();
  }

  /** Gives how many were judged. */
  long judgedOne() {
    return judged.incrementAndGet();
  }

  /** Everything was read. */
  void readAll() {
    if (!state.compareAndSet(State.READING, State.JUDGING)) {
      throw new CancellationException();
    }
  }

  void done(RehearsalReport result) {
    report = result;
    state.compareAndSet(State.JUDGING, State.DONE);
  }

  /**
   * Something keeps it from its end.
   *
   * @param what for the user
   */
  void failed(String what) {
    problem = what;
    end(State.FAILED);
  }

  /** Stops it, if it has not ended. */
  void cancel() {
    end(State.CANCELLED);
    stop.countDown();
  }

  /**
   * Goes on, unless it was stopped.
   *
   * @throws CancellationException when it was
   */
  void check() {
    if (stop.getCount() == 0) {
      throw new CancellationException();
    }
  }

  /**
   * Goes on after a while, unless it was or is stopped.
   *
   * @throws CancellationException when it was
   */
  void rest(long nanos) {
    check();
    try {
      if (stop.await(nanos, TimeUnit.NANOSECONDS)) {
        throw new CancellationException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
  }

  private void end(State how) {
    if (!state.compareAndSet(State.READING, how)) {
      state.compareAndSet(State.JUDGING, how);
    }
  }
}
