package io.impuls.scoring.topology;

import io.impuls.scoring.domain.rehearsal.Rehearsals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs rehearsals in this process, each on a thread of low priority. What ended is remembered until
 * {@link #REMEMBERED} others ended, or the process does.
 */
public final class LocalRehearsals implements Rehearsals, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LocalRehearsals.class);

  private static final int REMEMBERED = 20;
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(2);

  private final Settings settings;
  private final InstantSource clock;
  private final Consumer<State> onEnd;
  private final Semaphore places;
  private final ExecutorService threads;
  private final Map<UUID, Run> runs = new LinkedHashMap<>();

  /**
   * What holds for all runs.
   *
   * @param bootstrapServers the brokers
   * @param instanceId names the consumers
   * @param directory for what runs keep; nobody else has anything in it
   * @param most how many run at a time
   * @param recordsPerSecond how fast each may go
   */
  public record Settings(
      String bootstrapServers, String instanceId, Path directory, int most, int recordsPerSecond) {}

  private static final class Run {
    private final Task task;
    private final Instant startedAt;
    private final RunProgress progress = new RunProgress();
    private volatile Instant endedAt;

    Run(Task task, Instant startedAt) {
      this.task = task;
      this.startedAt = startedAt;
    }
  }

  /**
   * Begins, and deletes what a killed process left behind.
   *
   * @param onEnd is told how each run ended
   */
  public LocalRehearsals(Settings settings, InstantSource clock, Consumer<State> onEnd) {
    this.settings = settings;
    this.clock = clock;
    this.onEnd = onEnd;
    this.places = new Semaphore(settings.most());
    this.threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "rehearsal");
              thread.setDaemon(true);
              thread.setPriority(Thread.MIN_PRIORITY);
              return thread;
            });
    deleteAll();
  }

  @Override
  public Optional<Progress> start(Task task) {
    if (!places.tryAcquire()) {
      return Optional.empty();
    }
    UUID id = UUID.randomUUID();
    Run run = new Run(task, clock.instant());
    synchronized (runs) {
      runs.put(id, run);
    }
    try {
      threads.execute(() -> run(id, run));
    } catch (RuntimeException e) {
      places.release();
      throw e;
    }
    return Optional.of(tell(id, run));
  }

  @Override
  public Optional<Progress> find(UUID workspace, String plan, UUID run) {
    return known(workspace, plan, run).map(found -> tell(run, found));
  }

  @Override
  public Optional<Progress> cancel(UUID workspace, String plan, UUID run) {
    Optional<Run> found = known(workspace, plan, run);
    found.ifPresent(one -> one.progress.cancel());
    return found.map(one -> tell(run, one));
  }

  @Override
  public int most() {
    return settings.most();
  }

  /** Gives how many run. */
  public int running() {
    return settings.most() - places.availablePermits();
  }

  /** Ends all runs; what they kept is deleted. */
  @Override
  public void close() {
    synchronized (runs) {
      runs.values().forEach(run -> run.progress.cancel());
    }
    threads.shutdown();
    try {
      if (!threads.awaitTermination(CLOSE_BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
        // it waits for a broker that is away
        threads.shutdownNow();
        if (!threads.awaitTermination(CLOSE_BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
          LOG.warn("a rehearsal has not ended in time; the next start deletes what it kept");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(UUID id, Run run) {
    try {
      new RehearsalRun(run.task, run.startedAt, run.progress, settings.recordsPerSecond())
          .run(
              settings.bootstrapServers(),
              "scoring-rehearsal-" + settings.instanceId(),
              settings.directory().resolve(id.toString()));
    } catch (CancellationException e) {
      run.progress.cancel();
    } catch (RuntimeException e) {
      if (!run.progress.state().ended()) {
        LOG.warn("rehearsal of plan {} failed", run.task.draft().id(), e);
      }
    } finally {
      // nothing to a run that has ended, whatever way
      run.progress.failed("Something went wrong that is in the log; start another rehearsal");
      run.endedAt = clock.instant();
      places.release();
      onEnd.accept(run.progress.state());
      forget();
    }
  }

  private void forget() {
    synchronized (runs) {
      long ended = runs.values().stream().filter(run -> run.endedAt != null).count();
      runs.values().stream()
          .filter(run -> run.endedAt != null)
          .limit(Math.max(0, ended - REMEMBERED))
          .toList()
          .forEach(runs.values()::remove);
    }
  }

  private Optional<Run> known(UUID workspace, String plan, UUID id) {
    synchronized (runs) {
      return Optional.ofNullable(runs.get(id))
          .filter(
              run -> run.task.workspace().equals(workspace) && run.task.draft().id().equals(plan));
    }
  }

  private static Progress tell(UUID id, Run run) {
    RunProgress progress = run.progress;
    return new Progress(
        id,
        run.task,
        progress.state(),
        run.startedAt,
        run.endedAt,
        progress.read(),
        progress.of(),
        progress.percent(),
        progress.unreadable(),
        progress.problem(),
        progress.report());
  }

  private void deleteAll() {
    try {
      Utils.delete(settings.directory().toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("could not delete what rehearsals left behind", e);
    }
  }
}
