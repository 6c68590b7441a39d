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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two instances of scoring share the work; one of them is stopped in the middle of a replay. */
class TwoInstancesIT {

  private static final String VISITS_UNTIL = "2015-05-18";
  private static final String ORDERS_UNTIL = "2010-12-04";
  private static final Duration MOVED = Duration.ofSeconds(30);

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
  void theOtherTakesOverWithinHalfAMinuteAndTheResultIsTheSame() throws Exception {
    List<Recording> recordings = TestStack.until(VISITS_UNTIL, ORDERS_UNTIL);
    long half = recordings.stream().mapToLong(r -> r.events().size()).sum() / 2;

    ReplayResult replay =
        stack
            .demo()
            .replay(
                recordings,
                TestStack.end(),
                ReplaySettings.DEFAULT.withPauseAt(half),
                new ReplayListener() {
                  @Override
                  public void paused(long events) {
                    stopOneOfTwo();
                  }
                });
    Report report = stack.demo().report(recordings, TestStack.end(), replay, false);

    assertThat(stack.lines(recordings))
        .isEqualTo(TestStack.expected(recordings, VISITS_UNTIL, ORDERS_UNTIL));
    TestStack.assertAddsUp(report);
  }

  private static void stopOneOfTwo() {
    List<URI> instances = stack.running().instances("scoring");
    assertThat(instances).hasSize(2);
    assertThat(partitions(instances.get(0))).as("active tasks of the first").isNotEmpty();
    assertThat(partitions(instances.get(1))).as("active tasks of the second").isNotEmpty();

    stack.stack().stop("scoring-2");

    Awaitility.await()
        .atMost(MOVED)
        .untilAsserted(
            () -> assertThat(partitions(instances.get(0))).hasSize(Topics.EVENTS.partitions()));
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
