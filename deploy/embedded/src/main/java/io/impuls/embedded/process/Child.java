package io.impuls.embedded.process;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One child process that can be started again after it ended. Its output goes to a log file. It
 * ends when this JVM ends, however that happens ({@link Guardian}).
 */
public final class Child {

  /** Prepares whatever the process needs, and says how to run it; called on every start. */
  @FunctionalInterface
  public interface Launch {
    /** Gives the command to run now. */
    Command prepare() throws IOException;
  }

  /** Tells whether the process does its work. */
  @FunctionalInterface
  public interface Readiness {
    /** Gives true when it does; an exception counts as "not yet". */
    boolean ready() throws Exception;
  }

  private static final System.Logger LOG = System.getLogger(Child.class.getName());

  /** How long killed processes may take to be gone. */
  private static final Duration KILLED_BOUND = Duration.ofSeconds(20);

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int SHOWN_LINES = 10;

  private final String name;
  private final Path log;
  private final Launch launch;
  private final Readiness readiness;

  private Process process;
  private Command command;
  private boolean stopping;
  private long logStart;

  /**
   * Describes a child; nothing is started yet.
   *
   * @param name shown name
   * @param log file that its output is appended to
   * @param launch how to run it
   * @param readiness how to see that it does its work
   */
  public Child(String name, Path log, Launch launch, Readiness readiness) {
    this.name = Objects.requireNonNull(name, "name");
    this.log = Objects.requireNonNull(log, "log");
    this.launch = Objects.requireNonNull(launch, "launch");
    this.readiness = Objects.requireNonNull(readiness, "readiness");
  }

  /** Gives the shown name. */
  public String name() {
    return name;
  }

  /** Gives the file that holds what it printed. */
  public Path log() {
    return log;
  }

  /**
   * Starts the process and returns at once.
   *
   * @throws ChildFailed when it cannot be started
   */
  public synchronized void start() {
    if (alive()) {
      return;
    }
    stopping = false;
    try {
      command = launch.prepare();
      Files.createDirectories(log.toAbsolutePath().getParent());
      logStart = Files.exists(log) ? Files.size(log) : 0;
      ProcessBuilder builder =
          new ProcessBuilder(command.words())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      command
          .environment()
          .forEach(
              (key, value) -> {
                if (value.isEmpty()) {
                  builder.environment().remove(key);
                } else {
                  builder.environment().put(key, value);
                }
              });
      process = builder.start();
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new ChildFailed(name + " cannot be started: " + e.getMessage(), e);
    }
    Process started = process;
    Guardian.instance().watch(started.toHandle(), command.stopSignal());
    started.onExit().thenRun(() -> Guardian.instance().forget(started.toHandle()));
  }

  /**
   * Waits until it does its work.
   *
   * @throws ChildFailed when it ends before, or takes longer than {@code limit}
   */
  public void awaitReady(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!isReady()) {
      if (!alive()) {
        throw new ChildFailed(name + " ended before it was ready" + lastLines());
      }
      if (System.nanoTime() > deadline) {
        throw new ChildFailed(
            name + " was not ready after " + limit.toSeconds() + " s" + lastLines());
      }
      pause();
    }
  }

  /** Tells whether it does its work right now. */
  public boolean isReady() {
    try {
      return alive() && readiness.ready();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChildFailed("interrupted while waiting for " + name, e);
    } catch (Exception e) {
      return false;
    }
  }

  /** Tells whether the process runs. */
  public synchronized boolean alive() {
    return process != null && process.isAlive();
  }

  /** Tells whether it was asked to stop, so that its end is no accident. */
  public synchronized boolean stopping() {
    return stopping;
  }

  /** Gives the process id; -1 when it was never started. */
  public synchronized long pid() {
    return process == null ? -1 : process.pid();
  }

  /** Completes when the process of the last start has ended. */
  public synchronized CompletableFuture<Void> onExit() {
    return process == null
        ? CompletableFuture.completedFuture(null)
        : process.onExit().thenAccept(ended -> {});
  }

  /** Asks it to end and returns at once. */
  public synchronized void requestStop() {
    stopping = true;
    if (alive()) {
      Signals.send(process.toHandle(), command.stopSignal());
    }
  }

  /** Asks it to end, waits for {@code grace}, then kills it. It has ended when this returns. */
  public void stop(Duration grace) {
    requestStop();
    Process ending;
    synchronized (this) {
      ending = process;
    }
    if (ending == null) {
      return;
    }
    try {
      if (!ending.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        ending.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      ending.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Kills it (SIGKILL) with its own children as an accident would, and waits until all are gone.
   * {@link #stopping} stays false.
   */
  public void kill() {
    Process killed;
    synchronized (this) {
      killed = process;
    }
    if (killed == null) {
      return;
    }
    List<ProcessHandle> below = killed.descendants().toList();
    killed.destroyForcibly();
    below.forEach(ProcessHandle::destroyForcibly);
    try {
      killed.waitFor();
      // a database's workers hold its memory and files until the last of them is gone
      CompletableFuture.allOf(
              below.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
          .get(KILLED_BOUND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      LOG.log(Level.WARNING, "processes of {0} outlive its kill", name);
    } catch (ExecutionException e) {
      throw new ChildFailed("cannot wait for the processes of " + name, e);
    }
  }

  /** Gives what it printed last since its last start, as the end of a message. */
  public synchronized String lastLines() {
    List<String> lines = LogTail.of(log, logStart, SHOWN_LINES);
    return lines.isEmpty()
        ? " (it printed nothing)"
        : "; the last lines of " + log + ":\n    " + String.join("\n    ", lines);
  }

  private static void pause() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChildFailed("interrupted while waiting", e);
    }
  }
}
