package io.impuls.embedded.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.impuls.embedded.process.Child;
import io.impuls.embedded.process.ChildFailed;
import io.impuls.embedded.process.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration GRACE = Duration.ofSeconds(5);

  @TempDir private Path logs;

  private final List<String> said = new CopyOnWriteArrayList<>();
  private Supervisor supervisor;
  private StackCommands commands;

  @BeforeEach
  void start() {
    supervisor = new Supervisor(() -> NOW, said::add);
    commands = new StackCommands(supervisor, GRACE);
  }

  @AfterEach
  void end() {
    supervisor.close();
    supervisor.children().forEach(Child::kill);
  }

  @Test
  void startsAChildAgainThatDiedAndSaysWhatItPrintedLast() {
    Child child = child("scoring-1", "echo out of luck; sleep 60");
    supervisor.start(child);
    long first = child.pid();
    eventually(() -> !child.lastLines().contains("printed nothing"));

    ProcessHandle.of(first).orElseThrow().destroyForcibly();

    eventually(() -> child.alive() && child.pid() != first);
    assertThat(said.get(0)).contains("scoring-1 died; restart 1 of 3", "out of luck");
  }

  @Test
  void givesUpOnAChildThatKeepsDyingAndSaysWhy() {
    supervisor.start(child("scoring-1", "echo cannot work; exit 3"));

    eventually(() -> supervisor.gaveUp().isDone());
    assertThat(said).hasSize(3);
    assertThat(supervisor.gaveUp().join())
        .contains("scoring-1 died again after 3 restarts within 10 minutes", "cannot work");
  }

  @Test
  void startsAChildAgainThatWasKilledOnRequestWithoutCountingIt() {
    Child child = child("scoring-1", "sleep 60");
    supervisor.start(child);

    for (int i = 0; i < RestartPolicy.LIMIT + 2; i++) {
      long killed = child.pid();
      commands.apply("kill scoring#1");
      eventually(() -> child.alive() && child.pid() != killed);
    }

    assertThat(supervisor.gaveUp()).isNotDone();
  }

  @Test
  void leavesAChildStoppedUntilItIsStartedAgain() {
    Child child = child("scoring-1", "sleep 60");
    supervisor.start(child);

    commands.apply("stop scoring-1");
    assertThat(child.alive()).isFalse();
    assertThat(said).isEmpty();

    commands.apply("start scoring-1");
    assertThat(child.alive()).isTrue();
  }

  @Test
  void startsAChildAgainThatSaysItselfThatItCannotGetWell() {
    Child child = child("scoring-1", "sleep 60");
    supervisor.start(child);
    long first = child.pid();
    AtomicBoolean hopeless = new AtomicBoolean(true);
    try (LivenessWatch watch = new LivenessWatch(said::add)) {
      watch.add(child, hopeless::get);

      // once well in between is well: it counts from the beginning
      for (int i = 1; i < LivenessWatch.STRIKES; i++) {
        watch.look();
      }
      hopeless.set(false);
      watch.look();
      hopeless.set(true);
      for (int i = 1; i < LivenessWatch.STRIKES; i++) {
        watch.look();
      }
      assertThat(child.pid()).isEqualTo(first);
      watch.look();
    }

    eventually(() -> child.alive() && child.pid() != first);
    assertThat(said.get(0)).contains("scoring-1 says that it cannot get well");
    assertThat(said.get(1)).contains("scoring-1 died; restart 1 of 3");
  }

  @Test
  void leavesAChildAloneThatDoesNotAnswer() {
    Child child = child("scoring-1", "sleep 60");
    supervisor.start(child);
    long first = child.pid();
    try (LivenessWatch watch = new LivenessWatch(said::add)) {
      watch.add(
          child,
          () -> {
            throw new IOException("no answer");
          });
      for (int i = 0; i < 2 * LivenessWatch.STRIKES; i++) {
        watch.look();
      }
    }

    assertThat(child.pid()).isEqualTo(first);
    assertThat(said).isEmpty();
  }

  @Test
  void takesTheNameOfAServiceForAllItsInstances() {
    supervisor.start(child("scoring-1", "sleep 60"));
    supervisor.start(child("scoring-2", "sleep 60"));
    supervisor.start(child("kafka", "sleep 60"));

    assertThat(commands.apply("stop scoring")).isEqualTo("stop scoring-1, scoring-2");
    assertThat(commands.apply("stop kafka")).isEqualTo("stop kafka");
  }

  @Test
  void saysWhatThereIsWhenAskedForSomethingElse() {
    supervisor.start(child("scoring-1", "sleep 60"));

    assertThatThrownBy(() -> commands.apply("kill scoring#2"))
        .isInstanceOf(ChildFailed.class)
        .hasMessage("there is no scoring#2 here, only scoring-1");
    assertThatThrownBy(() -> commands.apply("start scoring-1"))
        .hasMessage("scoring-1 already runs");
  }

  private Child child(String name, String script) {
    return new Child(
        name,
        logs.resolve(name + ".log"),
        () -> Command.of(List.of("/bin/sh", "-c", script), Map.of()),
        () -> true);
  }

  private static void eventually(BooleanSupplier condition) {
    await().atMost(Duration.ofSeconds(20)).until(condition::getAsBoolean);
  }
}
