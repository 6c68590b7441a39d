package io.impuls.embedded.stack;

import io.impuls.embedded.process.Child;
import io.impuls.embedded.process.ChildFailed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Keeps children running: one that dies is started again, as far as {@link RestartPolicy} goes. One
 * that was killed on request is started again too, and does not count; one that was stopped on
 * request stays so.
 */
final class Supervisor {

  private final Map<String, Child> children = new LinkedHashMap<>();
  private final Set<String> killedOnRequest = new HashSet<>();
  private final RestartPolicy policy = new RestartPolicy();
  private final CompletableFuture<String> gaveUp = new CompletableFuture<>();
  private final InstantSource clock;
  private final Consumer<String> out;
  private boolean closed;

  /**
   * Makes a supervisor without children.
   *
   * @param clock dates the deaths
   * @param out is told what happens, in words
   */
  Supervisor(InstantSource clock, Consumer<String> out) {
    this.clock = clock;
    this.out = out;
  }

  /** Takes a child that already runs. */
  synchronized void adopt(Child child) {
    children.put(child.name(), child);
    watch(child);
  }

  /** Takes a child and starts it. */
  synchronized void start(Child child) {
    child.start();
    adopt(child);
  }

  /** Completes with the reason when a child died too often. */
  CompletableFuture<String> gaveUp() {
    return gaveUp;
  }

  /** Gives every child. */
  synchronized List<Child> children() {
    return List.copyOf(children.values());
  }

  /** Kills a child as an accident would; it is started again. */
  synchronized void kill(String name) {
    Child child = child(name);
    if (!child.alive()) {
      throw new ChildFailed(name + " does not run");
    }
    killedOnRequest.add(name);
    child.kill();
  }

  /** Stops a child until {@link #startAgain}. */
  void stop(String name, Duration grace) {
    // outside of the lock: another child may die meanwhile
    child(name).stop(grace);
  }

  /** Starts a stopped child. */
  synchronized void startAgain(String name) {
    Child child = child(name);
    if (child.alive()) {
      throw new ChildFailed(name + " already runs");
    }
    start(child);
  }

  /** Restarts nothing from now on. */
  synchronized void close() {
    closed = true;
  }

  private synchronized Child child(String name) {
    Child child = children.get(name);
    if (child == null) {
      throw new ChildFailed(
          "there is no " + name + " here, only " + String.join(", ", children.keySet()));
    }
    return child;
  }

  private void watch(Child child) {
    child.onExit().thenRunAsync(() -> ended(child), task -> new Thread(task, "restart").start());
  }

  private void ended(Child child) {
    Duration pause;
    synchronized (this) {
      if (isNoAccident(child)) {
        return;
      }
      if (killedOnRequest.remove(child.name())) {
        out.accept(child.name() + " was killed on request; it starts again");
        restart(child);
        return;
      }
      RestartPolicy.Decision decision = policy.died(child.name(), clock.instant());
      if (!(decision instanceof RestartPolicy.Decision.Restart again)) {
        gaveUp.complete(
            "%s died again after %d restarts within %d minutes%s"
                .formatted(
                    child.name(),
                    RestartPolicy.LIMIT,
                    RestartPolicy.WINDOW.toMinutes(),
                    child.lastLines()));
        return;
      }
      out.accept(
          "%s died; restart %d of %d%s"
              .formatted(child.name(), again.nth(), RestartPolicy.LIMIT, child.lastLines()));
      pause = again.pause();
    }
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      return;
    }
    synchronized (this) {
      if (!isNoAccident(child)) {
        restart(child);
      }
    }
  }

  private boolean isNoAccident(Child child) {
    return closed || child.stopping() || child.alive();
  }

  private void restart(Child child) {
    try {
      child.start();
      watch(child);
    } catch (ChildFailed e) {
      gaveUp.complete(e.getMessage());
    }
  }
}
