package io.impuls.demo.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * One connection: sends what it is handed one request after the other, so everything that goes
 * through one lane keeps its order.
 */
final class Lane implements Callable<Void> {

  /** Short, so that no lane runs far ahead of the others in event time. */
  private static final int QUEUE = 64;

  private static final Duration WAIT = Duration.ofMillis(200);

  /** How the lane reports back; called on the lane's thread. */
  interface Answers {
    void answered(List<Planned> events, List<Fate> fates);
  }

  private final BlockingQueue<List<Planned>> queue = new ArrayBlockingQueue<>(QUEUE);
  private final int batch;
  private final Courier courier;
  private final Answers answers;

  Lane(int batch, Courier courier, Answers answers) {
    this.batch = batch;
    this.courier = courier;
    this.answers = answers;
  }

  /** Hands over an event, or gives false when the lane has enough to do for a while. */
  boolean offer(Planned event) throws InterruptedException {
    return queue.offer(List.of(event), WAIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Says that nothing more will come, or gives false as {@link #offer} does. */
  boolean offerEnd() throws InterruptedException {
    return queue.offer(List.of(), WAIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public Void call() throws InterruptedException {
    List<Planned> request = new ArrayList<>();
    while (true) {
      List<Planned> next = queue.take();
      while (next != null && !next.isEmpty()) {
        request.add(next.get(0));
        next = request.size() < batch ? queue.poll() : null;
      }
      if (!request.isEmpty()) {
        answers.answered(request, courier.deliver(request));
        request.clear();
      }
      if (next != null) {
        return null;
      }
    }
  }
}
