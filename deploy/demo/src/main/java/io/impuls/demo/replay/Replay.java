package io.impuls.demo.replay;

import io.impuls.demo.recording.Sender;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends events in the order of time, spread over lanes: each visitor always on the same browser
 * lane, the backend on one of its own.
 */
public final class Replay {

  private final Target target;
  private final ReplaySettings settings;
  private final ReplayListener listener;
  private final Map<UUID, Fate> fates = new ConcurrentHashMap<>();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong retries = new AtomicLong();
  private final Object progress = new Object();

  /** Makes a replay; it is run once. */
  public Replay(Target target, ReplaySettings settings, ReplayListener listener) {
    this.target = target;
    this.settings = settings;
    this.listener = listener;
  }

  /**
   * Sends all events and waits for their answers.
   *
   * @throws IllegalStateException when a request was not answered within the patience
   */
  public ReplayResult run(List<Planned> events) throws InterruptedException {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      HttpClient client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(Duration.ofSeconds(5))
              .build();
      Courier courier = new Courier(client, target, settings.patience(), counting());
      List<Lane> lanes = new ArrayList<>();
      for (int i = 0; i <= settings.browsers(); i++) {
        int batch = i == 0 ? settings.batch() : 1;
        lanes.add(new Lane(batch, courier, (sent, answers) -> note(sent, answers, events.size())));
      }
      List<Future<Void>> running = lanes.stream().map(threads::submit).toList();
      long started = System.nanoTime();
      dispatch(events, lanes, running);
      for (Lane lane : lanes) {
        while (!lane.offerEnd()) {
          surfaceFailure(running);
        }
      }
      for (Future<Void> lane : running) {
        finished(lane);
      }
      return new ReplayResult(
          fates, answered.get(), retries.get(), Duration.ofNanos(System.nanoTime() - started));
    } finally {
      threads.shutdownNow();
    }
  }

  private void dispatch(List<Planned> events, List<Lane> lanes, List<Future<Void>> running)
      throws InterruptedException {
    long started = System.nanoTime();
    for (int i = 0; i < events.size(); i++) {
      if (i > 0 && i == settings.pauseAt()) {
        awaitAnswers(i, running);
        listener.paused(i);
      }
      pace(started, i);
      Lane lane = lanes.get(laneOf(events.get(i).event().sender()));
      do {
        surfaceFailure(running);
      } while (!lane.offer(events.get(i)));
    }
  }

  private int laneOf(Sender sender) {
    return sender instanceof Sender.Browser browser
        ? 1 + Math.floorMod(browser.visitor().hashCode(), settings.browsers())
        : 0;
  }

  private void pace(long started, int index) throws InterruptedException {
    if (settings.rate() > 0) {
      long due = started + (long) (index * 1e9 / settings.rate());
      long ahead = due - System.nanoTime();
      if (ahead > 0) {
        Thread.sleep(Duration.ofNanos(ahead).toMillis());
      }
    }
  }

  private void awaitAnswers(long events, List<Future<Void>> running) throws InterruptedException {
    synchronized (progress) {
      while (answered.get() < events) {
        progress.wait(Duration.ofSeconds(1).toMillis());
        surfaceFailure(running);
      }
    }
  }

  private void note(List<Planned> sent, List<Fate> answers, long of) {
    for (int i = 0; i < answers.size(); i++) {
      Sender sender = sent.get(i).event().sender();
      fates.put(target.eventId(sender, answers.get(i).clientId()), answers.get(i));
    }
    listener.answered(answered.addAndGet(answers.size()), of);
    synchronized (progress) {
      progress.notifyAll();
    }
  }

  private ReplayListener counting() {
    return new ReplayListener() {
      @Override
      public void retrying(String why) {
        retries.incrementAndGet();
        listener.retrying(why);
      }
    };
  }

  /** A lane that failed ends the replay. */
  private static void surfaceFailure(List<Future<Void>> running) throws InterruptedException {
    for (Future<Void> lane : running) {
      if (lane.isDone()) {
        finished(lane);
      }
    }
  }

  private static void finished(Future<Void> lane) throws InterruptedException {
    try {
      lane.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException trouble) {
        throw trouble;
      }
      throw new IllegalStateException("a lane of the replay failed", e.getCause());
    }
  }
}
