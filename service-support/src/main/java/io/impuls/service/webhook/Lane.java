package io.impuls.service.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records of one partition on their way to one subscriber, one at a time and in order: the next
 * one goes when the one before was taken. One that fails is tried again until it is taken; nothing
 * overtakes it.
 */
final class Lane {

  /** Runs something later. */
  interface Later {
    /** Gives what calls it off. */
    Runnable in(Duration wait, Runnable what);
  }

  /**
   * How far it is.
   *
   * @param offset the next record to tell
   */
  record Progress(long offset, LaneHealth health) {}

  private final Function<ConsumerRecord<byte[], byte[]>, CompletionStage<Reply>> courier;
  private final BooleanSupplier told;
  private final RetrySchedule schedule;
  private final Later later;
  private final InstantSource clock;
  private final Supplier<? extends RandomGenerator> random;
  private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
  private long read;
  private LaneHealth health;
  private boolean onItsWay;
  private boolean held = true;
  private boolean ended;
  private boolean gone;
  private Runnable callOff;

  /**
   * Makes one that is held.
   *
   * @param start where it goes on
   * @param told whether its webhook is told at this moment
   * @param courier delivers once; its stages never fail
   */
  Lane(
      Progress start,
      BooleanSupplier told,
      Function<ConsumerRecord<byte[], byte[]>, CompletionStage<Reply>> courier,
      RetrySchedule schedule,
      Later later,
      InstantSource clock,
      Supplier<? extends RandomGenerator> random) {
    this.read = start.offset();
    this.health = start.health();
    this.told = told;
    this.courier = courier;
    this.schedule = schedule;
    this.later = later;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Takes records in the order of the partition.
   *
   * @param next the offset behind everything that was read so far, also of what nobody wants
   */
  synchronized void offer(Collection<ConsumerRecord<byte[], byte[]>> records, long next) {
    waiting.addAll(records);
    read = next;
    deliver();
  }

  /** Lets nothing go any more; what is on its way arrives. */
  synchronized void hold() {
    held = true;
    callOff();
  }

  /** Lets records go; one that failed before it was held is tried at once. */
  synchronized void go() {
    if (held) {
      held = false;
      gone = false;
    }
    deliver();
  }

  /** Lets nothing go any more, for good. */
  synchronized void end() {
    ended = true;
    callOff();
  }

  /** Waits for what is on its way, if there is something. */
  synchronized void awaitArrival(Duration most) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    for (long left = most.toNanos(); onItsWay && left > 0; left = deadline - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  synchronized Progress progress() {
    return new Progress(waiting.isEmpty() ? read : waiting.peek().offset(), health);
  }

  synchronized int waiting() {
    return waiting.size();
  }

  /** Whether the subscriber said that it is gone for good, since it was last let go. */
  synchronized boolean gone() {
    return gone;
  }

  private void deliver() {
    if (held
        || ended
        || onItsWay
        || gone
        || callOff != null
        || waiting.isEmpty()
        || !told.getAsBoolean()) {
      return;
    }
    onItsWay = true;
    courier.apply(waiting.peek()).thenAccept(this::arrived);
  }

  private synchronized void arrived(Reply reply) {
    onItsWay = false;
    Instant now = clock.instant();
    if (reply instanceof Reply.Taken) {
      waiting.poll();
      health = health.succeeded(now);
      deliver();
    } else if (reply instanceof Reply.Failed failed) {
      health = health.failed(now, failed.status(), failed.reason());
      if (!held && !ended) {
        callOff =
            later.in(
                schedule.after(health.failures(), failed.retryAfter(), random.get()),
                this::tryAgain);
      }
    } else {
      health = health.failed(now, Answers.GONE, "answered %d (gone)".formatted(Answers.GONE));
      gone = true;
    }
    notifyAll();
  }

  private synchronized void tryAgain() {
    callOff = null;
    deliver();
  }

  private void callOff() {
    if (callOff != null) {
      callOff.run();
      callOff = null;
    }
  }
}
