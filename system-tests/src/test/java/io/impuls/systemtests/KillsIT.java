package io.impuls.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import io.impuls.demo.recording.Recording;
import io.impuls.demo.replay.ReplayListener;
import io.impuls.demo.replay.ReplayResult;
import io.impuls.demo.replay.ReplaySettings;
import io.impuls.demo.report.Report;
import io.impuls.demo.report.TopicLog;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every service and the broker are killed one after the other while events stream in, and started
 * again. The result is that of the plain script, hence of an undisturbed run.
 */
class KillsIT {

  private static final String VISITS_UNTIL = "2015-05-18";
  private static final String ORDERS_UNTIL = "2010-12-04";
  private static final double RATE = 40;
  private static final Duration BACK = Duration.ofMinutes(4);

  private static final String CONTACT = "contact-1";

  /**
   * Who is killed, and the topic whose growth shows that the kill hit it at work. Contact writes
   * none: it shows by how far it has read this one.
   */
  private static final Map<String, Topic<?>> VICTIMS = new LinkedHashMap<>();

  static {
    VICTIMS.put("tracking-1", Topics.EVENTS);
    VICTIMS.put("scoring-1", Topics.SCORE_CHANGES);
    VICTIMS.put("segmentation-1", Topics.TAG_CHANGES);
    VICTIMS.put(CONTACT, Topics.EVENTS);
    VICTIMS.put("campaign-1", Topics.DELIVERIES);
    VICTIMS.put("kafka", Topics.COLLECTED);
  }

  private static TestStack stack;

  @BeforeAll
  static void start() {
    stack = new TestStack(Map.of());
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void whoeverIsKilledTheResultIsTheSameAndNoMailLeavesTwice() throws Exception {
    List<Recording> recordings = TestStack.until(VISITS_UNTIL, ORDERS_UNTIL);
    Killer killer = new Killer(recordings.stream().mapToLong(r -> r.events().size()).sum());

    ReplayResult replay =
        stack
            .demo()
            .replay(recordings, TestStack.end(), ReplaySettings.DEFAULT.withRate(RATE), killer);
    killer.join();
    stack.stack().awaitReady(BACK);
    Report report = stack.demo().report(recordings, TestStack.end(), replay, false);

    assertThat(stack.lines(recordings))
        .isEqualTo(TestStack.expected(recordings, VISITS_UNTIL, ORDERS_UNTIL));
    TestStack.assertAddsUp(report);
    assertThat(replay.retries()).as("requests that met a dead collector or broker").isPositive();
    killer.assertHits();
  }

  /** Kills the next victim whenever a further share of the events has been answered. */
  private static final class Killer implements ReplayListener {

    private final Deque<String> left = new ArrayDeque<>(VICTIMS.keySet());
    private final Map<String, Long> atKill = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final long step;

    Killer(long events) {
      step = events / (VICTIMS.size() + 1);
    }

    @Override
    public synchronized void answered(long events, long of) {
      int killed = VICTIMS.size() - left.size();
      if (!left.isEmpty() && events >= step * (killed + 1)) {
        String victim = left.pop();
        Thread thread = new Thread(() -> kill(victim), "kill-" + victim);
        threads.add(thread);
        thread.start();
      }
    }

    private void kill(String victim) {
      // not before it has done something: a kill at rest would prove nothing
      long seen =
          Awaitility.await(victim + " at work")
              .atMost(BACK)
              .until(() -> done(victim), records -> records > 0);
      stack.stack().kill(victim);
      synchronized (this) {
        atKill.put(victim, seen);
      }
    }

    void join() throws InterruptedException {
      for (Thread thread : threads) {
        thread.join();
      }
    }

    synchronized void assertHits() {
      assertThat(atKill.keySet()).containsExactlyInAnyOrderElementsOf(VICTIMS.keySet());
      atKill.forEach(
          (victim, before) ->
              assertThat(before)
                  .as("records of %s when %s was killed", VICTIMS.get(victim).name(), victim)
                  .isPositive()
                  .isLessThan(done(victim)));
    }

    /** What it has written, or for contact what it has read. */
    private static long done(String victim) {
      Topic<?> topic = VICTIMS.get(victim);
      if (victim.equals(CONTACT)) {
        return stack.demo().done("contact", topic);
      }
      try (TopicLog log = new TopicLog(stack.running().kafka())) {
        log.add(List.of(topic.name()));
        return log.readOn();
      }
    }
  }
}
