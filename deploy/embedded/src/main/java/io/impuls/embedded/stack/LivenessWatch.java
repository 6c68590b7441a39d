package io.impuls.embedded.stack;

import io.impuls.embedded.process.Child;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Ends children that say themselves that they will not get well, such as a stream service whose
 * client has shut down: the supervisor then starts them again. A child that says nothing is left
 * alone, as on a busy machine silence proves nothing.
 */
final class LivenessWatch implements AutoCloseable {

  /** So often in a row it must have said so. */
  static final int STRIKES = 3;

  private static final Duration PERIOD = Duration.ofSeconds(5);

  /** Asks a child whether it is past help. */
  @FunctionalInterface
  interface Question {
    /** Gives true when it says so; an exception counts as "no". */
    boolean hopeless() throws Exception;
  }

  private final Map<Child, Question> questions = new LinkedHashMap<>();
  private final Map<Child, Integer> strikes = new LinkedHashMap<>();
  private final Consumer<String> out;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread daemon = new Thread(task, "liveness");
            daemon.setDaemon(true);
            return daemon;
          });

  /**
   * Makes a watch over nobody.
   *
   * @param out is told whom it ends
   */
  LivenessWatch(Consumer<String> out) {
    this.out = out;
  }

  /** Watches a child too. */
  synchronized void add(Child child, Question question) {
    questions.put(child, question);
  }

  /** Looks from now on. */
  void start() {
    thread.scheduleWithFixedDelay(
        this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Asks everybody once. */
  synchronized void look() {
    questions.forEach(
        (child, question) -> {
          if (child.stopping() || !child.alive() || !hopeless(question)) {
            strikes.remove(child);
          } else if (strikes.merge(child, 1, Integer::sum) >= STRIKES) {
            strikes.remove(child);
            out.accept(child.name() + " says that it cannot get well (/q/health/live); ending it");
            child.kill();
          }
        });
  }

  private static boolean hopeless(Question question) {
    try {
      return question.hopeless();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception e) {
      return false;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
