package io.impuls.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.topic.Topics;
import io.impuls.demo.recording.Recording;
import io.impuls.demo.replay.ReplayListener;
import io.impuls.demo.replay.ReplayResult;
import io.impuls.demo.replay.ReplaySettings;
import io.impuls.demo.report.Report;
import io.impuls.embedded.stack.ServiceKind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two instances of scoring share the work; one of them is stopped in the middle of a replay. */
class TwoInstancesIT {

  private static final String VISITS_UNTIL = "2015-05-18";
  private static final String ORDERS_UNTIL = "2010-12-04";
  private static final Duration MOVED = Duration.ofSeconds(30);

  /**
   * How long the replay flows: a quarter before the stop, and longer after it than work may move.
   */
  private static final Duration FLOW = MOVED.multipliedBy(2);

  private static TestStack stack;

  @BeforeAll
  static void start() {
    stack = new TestStack(Map.of(ServiceKind.SCORING, 2));
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void theOtherTakesOverWithinHalfAMinuteWhileEventsFlowAndTheResultIsTheSame() throws Exception {
    List<Recording> recordings = TestStack.until(VISITS_UNTIL, ORDERS_UNTIL);
    long events = recordings.stream().mapToLong(r -> r.events().size()).sum();
    Takeover takeover = new Takeover(events / 4);

    ReplayResult replay =
        stack
            .demo()
            .replay(
                recordings,
                TestStack.end(),
                ReplaySettings.DEFAULT.withRate(events / (double) FLOW.toSeconds()),
                takeover);
    takeover.assertDone();
    Report report = stack.demo().report(recordings, TestStack.end(), replay, false);

    assertThat(stack.lines(recordings))
        .isEqualTo(TestStack.expected(recordings, VISITS_UNTIL, ORDERS_UNTIL));
    TestStack.assertAddsUp(report);
  }

  /** Stops one of two instances after so many events, and does not hold the replay up. */
  private static final class Takeover implements ReplayListener {

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicLong answered = new AtomicLong();
    private final long after;

    Takeover(long after) {
      this.after = after;
    }

    @Override
    public void answered(long events, long of) {
      answered.accumulateAndGet(events, Math::max);
      if (events >= after && begun.compareAndSet(false, true)) {
        done.completeAsync(
            () -> {
              stopOneOfTwo();
              assertThat(answered.get()).as("events still flow then").isLessThan(of);
              return null;
            });
      }
    }

    private static void stopOneOfTwo() {
      List<URI> instances = stack.running().instances("scoring");
      assertThat(instances).hasSize(2);
      assertThat(partitions(instances.get(0))).as("active tasks of the first").isNotEmpty();
      assertThat(partitions(instances.get(1))).as("active tasks of the second").isNotEmpty();
      // from the request on: how long it takes to stop is part of it
      Instant asked = Instant.now();
      CompletableFuture<Void> stopping =
          CompletableFuture.runAsync(() -> stack.stack().stop("scoring-2"));

      Awaitility.await()
          .atMost(MOVED)
          .untilAsserted(
              () -> assertThat(partitions(instances.get(0))).hasSize(Topics.EVENTS.partitions()));
      assertThat(Duration.between(asked, Instant.now())).isLessThanOrEqualTo(MOVED);
      stopping.join();
    }

    void assertDone() {
      assertThat(done).succeedsWithin(MOVED);
    }
  }

  /** Gives the partitions whose state an instance answers for. */
  private static Set<Integer> partitions(URI instance) {
    JsonNode answer =
        stack.running().api().get(instance.resolve("/v1/plans/demo/top/local?n=1")).orElseThrow();
    Set<Integer> partitions = new TreeSet<>();
    answer.path("partitions").forEach(partition -> partitions.add(partition.asInt()));
    return partitions;
  }
}
