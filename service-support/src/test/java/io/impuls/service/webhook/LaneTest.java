package io.impuls.service.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class LaneTest {

  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  /** Something that is to happen later. */
  private record Alarm(Duration after, Runnable what) {}

  private final List<Long> sent = new ArrayList<>();
  private final Deque<CompletableFuture<Reply>> open = new ArrayDeque<>();
  private final List<Alarm> alarms = new ArrayList<>();
  private Instant now = START;
  private boolean told = true;
  private final Lane lane =
      new Lane(
          new Lane.Progress(10, LaneHealth.NEW),
          () -> told,
          this::send,
          new RetrySchedule(Duration.ofSeconds(2), Duration.ofMinutes(5)),
          this::later,
          () -> now,
          () -> new Random(1));

  @Test
  void sendsOneAtATimeInOrder() {
    lane.go();
    lane.offer(records(10, 12, 13), 15);
    assertThat(sent).containsExactly(10L);

    answer(new Reply.Taken(200));
    assertThat(sent).containsExactly(10L, 12L);
    assertThat(lane.progress().offset()).isEqualTo(12);

    answer(new Reply.Taken(200));
    answer(new Reply.Taken(200));
    assertThat(sent).containsExactly(10L, 12L, 13L);
    assertThat(lane.progress().offset()).as("also behind what nobody wanted").isEqualTo(15);
    assertThat(lane.progress().health().lastSuccess()).isEqualTo(START);
  }

  @Test
  void movesPastWhatNobodyWants() {
    lane.go();
    lane.offer(List.of(), 40);

    assertThat(lane.progress().offset()).isEqualTo(40);
    assertThat(sent).isEmpty();
  }

  @Test
  void nothingOvertakesWhatFails() {
    lane.go();
    lane.offer(records(10, 11), 12);
    answer(new Reply.Failed(500, "answered 500", Duration.ZERO));
    now = START.plusSeconds(2);
    assertThat(sent).containsExactly(10L);

    alarms.remove(0).what().run();
    answer(new Reply.Failed(503, "answered 503", Duration.ofMinutes(20)));
    assertThat(sent).containsExactly(10L, 10L);
    assertThat(alarms).extracting(Alarm::after).containsExactly(Duration.ofMinutes(20));
    assertThat(lane.progress().offset()).isEqualTo(10);
    LaneHealth failing = lane.progress().health();
    assertThat(failing.failingSince()).isEqualTo(START);
    assertThat(failing.lastFailure()).isEqualTo(now);
    assertThat(failing.failures()).isEqualTo(2);
    assertThat(failing.status()).isEqualTo(503);

    alarms.remove(0).what().run();
    answer(new Reply.Taken(200));
    assertThat(sent).containsExactly(10L, 10L, 10L, 11L);
    assertThat(lane.progress().health().failingSince()).isNull();
    assertThat(lane.progress().health().reason()).isEqualTo("answered 503");
  }

  @Test
  void whatIsHeldGoesOnAtOnceWithWhatFailed() {
    lane.offer(records(10, 11), 12);
    assertThat(sent).as("it begins held").isEmpty();
    lane.go();
    answer(Reply.Failed.unanswered("no answer"));
    assertThat(alarms).hasSize(1);

    lane.hold();
    assertThat(alarms).as("called off").isEmpty();
    lane.go();
    assertThat(sent).containsExactly(10L, 10L);

    lane.hold();
    answer(new Reply.Taken(200));
    assertThat(sent).as("what was on its way arrives, nothing follows").hasSize(2);
    assertThat(lane.progress().offset()).isEqualTo(11);
  }

  @Test
  void sendsNothingFromTheMomentOnInWhichItsWebhookIsNotTold() {
    lane.go();
    lane.offer(records(10, 11), 12);
    told = false;
    answer(new Reply.Taken(200));
    assertThat(sent).containsExactly(10L);

    told = true;
    lane.go();
    assertThat(sent).containsExactly(10L, 11L);
  }

  @Test
  void goneSendsNothingUntilItIsLetGoAgain() {
    lane.go();
    lane.offer(records(10), 11);
    answer(new Reply.Gone());
    lane.go();
    assertThat(lane.gone()).isTrue();
    assertThat(sent).hasSize(1);
    assertThat(alarms).isEmpty();

    lane.hold();
    lane.go();
    assertThat(lane.gone()).isFalse();
    assertThat(sent).containsExactly(10L, 10L);
  }

  @Test
  void whatHasEndedSendsNothingAndWaitsForWhatIsOnItsWay() throws Exception {
    lane.go();
    lane.offer(records(10, 11), 12);
    lane.end();
    CompletableFuture<Void> waiting = new CompletableFuture<>();
    Thread waits =
        new Thread(
            () -> {
              try {
                lane.awaitArrival(Duration.ofMinutes(1));
                waiting.complete(null);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    waits.start();
    await().until(() -> waits.getState() == Thread.State.TIMED_WAITING);
    assertThat(waiting).isNotDone();

    answer(new Reply.Taken(200));
    waiting.get();
    assertThat(sent).containsExactly(10L);
    assertThat(lane.progress().offset()).isEqualTo(11);
  }

  @Test
  void itsHealthIsReadAsItWasWritten() {
    LaneHealth health =
        LaneHealth.NEW.succeeded(START).failed(START.plusSeconds(1), 500, "a".repeat(500));

    LaneHealth read = LaneHealth.parse(health.text());

    assertThat(read).isEqualTo(health);
    assertThat(health.text().length()).as("metadata of an offset").isLessThan(1_000);
    assertThat(LaneHealth.parse("")).isEqualTo(LaneHealth.NEW);
    assertThat(LaneHealth.parse("old form")).isEqualTo(LaneHealth.NEW);
  }

  private CompletionStage<Reply> send(ConsumerRecord<byte[], byte[]> record) {
    sent.add(record.offset());
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    open.add(reply);
    return reply;
  }

  private Runnable later(Duration wait, Runnable what) {
    Alarm alarm = new Alarm(wait, what);
    alarms.add(alarm);
    return () -> alarms.remove(alarm);
  }

  private void answer(Reply reply) {
    open.remove().complete(reply);
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(long... offsets) {
    return LongStream.of(offsets)
        .mapToObj(offset -> new ConsumerRecord<byte[], byte[]>("t", 0, offset, null, new byte[0]))
        .toList();
  }
}
