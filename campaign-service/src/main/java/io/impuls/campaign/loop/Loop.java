package io.impuls.campaign.loop;

import io.impuls.campaign.domain.Backoff;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs turns on its own thread until closed; waits when there is nothing to do or it failed. */
public final class Loop implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Loop.class);

  private final String name;
  private final Duration idle;
  private final Backoff backoff;
  private final Turn turn;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile int failures;

  /** One turn. */
  @FunctionalInterface
  public interface Turn {
    /** Does some work and gives how much; 0 when there was none. May throw: then it comes again. */
    int take() throws Exception;
  }

  /**
   * Makes a loop; {@link #start} starts it.
   *
   * @param name names the thread and the log lines
   * @param idle wait after a turn without work
   * @param backoff waits after failures
   */
  public Loop(String name, Duration idle, Backoff backoff, Turn turn) {
    this.name = name;
    this.idle = idle;
    this.backoff = backoff;
    this.turn = turn;
    this.thread = new Thread(this::run, name);
  }

  /** Starts taking turns. */
  public void start() {
    thread.start();
  }

  /** Whether the last turn failed. */
  public boolean failing() {
    return failures > 0;
  }

  /** Whether the loop is being closed: a long turn should come to its end. */
  public boolean closing() {
    return closing.getCount() == 0;
  }

  /** Takes no further turn; {@link #awaitClosed} waits for the one in work. */
  @Override
  public void close() {
    closing.countDown();
  }

  /** Waits until the turn in work is over; gives false when it is not within {@code bound}. */
  public boolean awaitClosed(Duration bound) {
    try {
      thread.join(Math.max(1, bound.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  private void run() {
    while (!closing()) {
      Duration wait = Duration.ZERO;
      try {
        if (turn.take() == 0) {
          wait = idle;
        }
        failures = 0;
      } catch (InterruptedException e) {
        return;
      } catch (Exception e) {
        wait = failed(e);
      }
      if (!wait.isZero() && paused(wait)) {
        return;
      }
    }
  }

  private Duration failed(Exception trouble) {
    int row = failures + 1;
    failures = row;
    if (row == 1) {
      LOG.warnf(trouble, "turn failed, it will be taken again loop=%s", name);
    } else {
      LOG.debugf(trouble, "turn failed again loop=%s failures=%d", name, row);
    }
    return backoff.after(row);
  }

  /** Waits; gives true when the loop was closed meanwhile. */
  private boolean paused(Duration wait) {
    try {
      return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }
}
