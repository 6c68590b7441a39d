package io.impuls.streams.timers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimersTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private KeyValueStore<byte[], byte[]> store;
  private TimerStore timers;

  @BeforeEach
  void open() {
    store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("timers"), Serdes.ByteArray(), Serdes.ByteArray())
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    store.init(context.getStateStoreContext(), store);
    timers = new TimerStore(TimerRows.of(store));
  }

  @Test
  void firesEachTimerOnceInOrderOfDueTime() {
    set(NOON.plusSeconds(20), "later");
    set(NOON, "first");
    set(NOON.plusSeconds(99), "not yet");

    assertThat(due(NOON.plusSeconds(20))).containsExactly("first", "later");
    assertThat(due(NOON.plusSeconds(20))).isEmpty();
    assertThat(due(NOON.plusSeconds(99))).containsExactly("not yet");
  }

  @Test
  void firesATimerSetBeforeThePointThatWasReached() {
    set(NOON.plusSeconds(60), "reached");
    due(NOON.plusSeconds(60));

    set(NOON, "late");

    assertThat(due(NOON.plusSeconds(60))).containsExactly("late");
  }

  /** A silent partition goes on with the clock, and back when events of before arrive. */
  @Test
  void aTimeBeforeThePointThatWasReachedFiresNothing() {
    set(NOON.plusSeconds(60), "reached");
    due(NOON.plusSeconds(60));
    set(NOON.plusSeconds(70), "later");

    assertThat(due(NOON)).isEmpty();
    assertThat(due(NOON.plusSeconds(70))).containsExactly("later");
  }

  @Test
  void doesNotFireACancelledTimer() {
    set(NOON, "cancelled");
    set(NOON, "kept");

    timers.cancel(NOON, bytes("cancelled"));

    assertThat(due(NOON)).containsExactly("kept");
  }

  @Test
  void knowsWhetherThereIsAny() {
    assertThat(timers.any()).isFalse();
    set(NOON, "one");
    assertThat(timers.any()).isTrue();
    due(NOON);
    assertThat(timers.any()).isFalse();
    set(NOON.minusSeconds(60), "late");

    assertThat(timers.any()).isTrue();
  }

  @Test
  void leavesTheRestForTheNextTurn() {
    set(NOON, "a");
    set(NOON, "b");
    set(NOON.plusSeconds(1), "c");

    assertThat(timers.takeDue(NOON.plusSeconds(5), 2)).hasSize(2);
    assertThat(due(NOON.plusSeconds(5))).containsExactly("c");
  }

  @Test
  void watermarkIsTheNewestEventTimeAndSurvivesARestart() {
    EventTimeWatermark watermark = new EventTimeWatermark(store);
    assertThat(watermark.at(NOON, () -> true)).isEqualTo(Instant.MIN);

    watermark.observe(NOON.minusSeconds(3600), NOON);
    watermark.observe(NOON.minusSeconds(7200), NOON);
    watermark.keep();

    assertThat(watermark.at(NOON, () -> true)).isEqualTo(NOON.minusSeconds(3600));
    assertThat(new EventTimeWatermark(store).at(NOON, () -> true))
        .isEqualTo(NOON.minusSeconds(3600));
  }

  @Test
  void wallClockMovesASilentPartitionOnFromItsNewestEventAndNotToNow() {
    EventTimeWatermark watermark = new EventTimeWatermark(store);
    Instant lastWeek = NOON.minusSeconds(7 * 86_400);
    watermark.observe(lastWeek, NOON);

    assertThat(watermark.at(NOON.plusSeconds(60), () -> true)).isEqualTo(lastWeek);
    assertThat(watermark.at(NOON.plusSeconds(61), () -> true)).isEqualTo(lastWeek.plusSeconds(61));
  }

  @Test
  void aPartitionWithRecordsThatAreNotConsumedIsNotSilent() {
    EventTimeWatermark watermark = new EventTimeWatermark(store);
    watermark.observe(NOON, NOON);

    assertThat(watermark.at(NOON.plusSeconds(3_600), () -> false)).isEqualTo(NOON);
    assertThat(watermark.at(NOON.plusSeconds(3_600), () -> true))
        .isEqualTo(NOON.plusSeconds(3_600));
  }

  private void set(Instant due, String id) {
    timers.set(due, bytes(id), bytes(id));
  }

  private List<String> due(Instant now) {
    return timers.takeDue(now, 100).stream()
        .map(timer -> new String(timer.id(), StandardCharsets.UTF_8))
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
