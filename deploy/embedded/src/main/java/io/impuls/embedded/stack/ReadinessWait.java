package io.impuls.embedded.stack;

import io.impuls.embedded.process.Child;
import io.impuls.embedded.process.ChildFailed;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Waits for children and says which ones it still waits for. */
final class ReadinessWait {

  /** A long wait is repeated, so that nobody thinks that it hangs. */
  private static final Duration REMINDER = Duration.ofSeconds(15);

  /** The process of each child that was seen ready: on a busy machine it may fail a later look. */
  private final Map<Child, Long> ready = new HashMap<>();

  private final Supervisor supervisor;
  private final Consumer<String> out;

  ReadinessWait(Supervisor supervisor, Consumer<String> out) {
    this.supervisor = supervisor;
    this.out = out;
  }

  void run(Duration limit, Duration poll) {
    long begin = System.nanoTime();
    long said = begin;
    List<String> before = List.of();
    while (true) {
      List<Child> missing =
          supervisor.children().stream()
              .filter(child -> !child.stopping() && !wasReady(child))
              .toList();
      if (missing.isEmpty()) {
        return;
      }
      if (supervisor.gaveUp().isDone()) {
        throw new ChildFailed(supervisor.gaveUp().join());
      }
      long now = System.nanoTime();
      List<String> names = missing.stream().map(Child::name).toList();
      if (!names.equals(before) || now - said > REMINDER.toNanos()) {
        out.accept(
            "waiting for %s (%d s)"
                .formatted(String.join(", ", names), Duration.ofNanos(now - begin).toSeconds()));
        before = names;
        said = now;
      }
      if (now - begin > limit.toNanos()) {
        Child first = missing.get(0);
        throw new ChildFailed(
            "%s not ready after %d s%s"
                .formatted(first.name(), limit.toSeconds(), first.lastLines()));
      }
      try {
        Thread.sleep(poll.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ChildFailed("interrupted while waiting", e);
      }
    }
  }

  private boolean wasReady(Child child) {
    long process = child.pid();
    if (child.alive() && ready.getOrDefault(child, -1L) == process) {
      return true;
    }
    if (!child.isReady()) {
      return false;
    }
    ready.put(child, process);
    return true;
  }
}
