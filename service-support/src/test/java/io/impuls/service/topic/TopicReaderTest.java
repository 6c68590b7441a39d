package io.impuls.service.topic;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicReaderTest {

  /** Compacted, so a record without a value is one that can be read. */
  private static final Topic<TrackingSource> TOPIC = Topics.SOURCES;

  private static final TopicPartition PARTITION = new TopicPartition(TOPIC.name(), 0);
  private static final TopicReaderSettings SETTINGS =
      new TopicReaderSettings(
          "none:1", "test", null, 10, Duration.ofMillis(10), Duration.ofMillis(50));

  private final List<Long> handled = new CopyOnWriteArrayList<>();
  private final List<Long> rejected = new CopyOnWriteArrayList<>();
  private final List<String> reasons = new CopyOnWriteArrayList<>();
  private final Set<Long> poisonous = ConcurrentHashMap.newKeySet();
  private final AtomicInteger failuresLeft = new AtomicInteger();
  private final List<MockConsumer<byte[], byte[]>> consumers = new CopyOnWriteArrayList<>();
  private volatile Map<TopicPartition, Long> stored = Map.of();
  private TopicReader reader;

  @AfterEach
  void close() {
    if (reader != null) {
      reader.close();
    }
  }

  @Test
  void handsOverInOrderAndCommitsWhatWasHandled() {
    start();
    add(0, null);
    add(1, null);

    await().atMost(10, SECONDS).until(() -> committed() == 2);
    assertThat(handled).containsExactly(0L, 1L);
    assertThat(reader.ready()).isTrue();
  }

  @Test
  void triesTheSameRecordsAgainUntilTheHandlerSucceeds() {
    failuresLeft.set(5);
    start();
    add(0, null);
    add(1, null);

    await().atMost(10, SECONDS).until(() -> committed() == 2);
    assertThat(failuresLeft).hasNegativeValue();
    assertThat(handled).containsExactly(0L, 1L);
    assertThat(reader.ready()).isTrue();
  }

  @Test
  void isNotReadyWhileTheHandlerFailsAndCommitsNothing() {
    failuresLeft.set(Integer.MAX_VALUE);
    start();
    add(0, null);

    await().atMost(10, SECONDS).until(() -> failuresLeft.get() < Integer.MAX_VALUE - 2);
    assertThat(reader.ready()).isFalse();
    assertThat(committed()).isZero();

    failuresLeft.set(0);
    await().atMost(10, SECONDS).until(() -> committed() == 1);
    await().atMost(10, SECONDS).until(reader::ready);
  }

  @Test
  void givesUnreadableRecordsToTheReceiverAndGoesOn() {
    start();
    add(0, "{broken");
    add(1, null);

    await().atMost(10, SECONDS).until(() -> committed() == 2);
    assertThat(rejected).containsExactly(0L);
    assertThat(reasons).containsExactly(DeadLetter.UNREADABLE);
    assertThat(handled).containsExactly(1L);
  }

  @Test
  void givesUpTheOneRecordThatTheHandlerCannotTakeAndGoesOn() {
    poisonous.add(1L);
    start();
    addAtOnce(0, 1, 2);

    await().atMost(10, SECONDS).until(() -> committed() == 3);
    assertThat(rejected).containsExactly(1L);
    assertThat(reasons).containsExactly(IllegalArgumentException.class.getName());
    assertThat(handled).containsExactly(0L, 2L);
    await().atMost(10, SECONDS).until(reader::ready);
  }

  @Test
  void leavesNoLetterTwiceWhenABatchComesAgain() {
    failuresLeft.set(2 * BatchHandling.TRIES);
    start();
    MockConsumer<byte[], byte[]> consumer = current();
    consumer.schedulePollTask(
        () -> {
          record(consumer, 0, "{broken");
          record(consumer, 1, null);
        });

    await().atMost(10, SECONDS).until(() -> committed() == 2);
    assertThat(rejected).containsExactly(0L);
    assertThat(handled).containsExactly(1L);
  }

  @Test
  void goesOnWhereTheHandlerSaysItIs() {
    stored = Map.of(PARTITION, 1L);
    start();
    add(0, null);
    add(1, null);

    await().atMost(10, SECONDS).until(() -> committed() == 2);
    assertThat(handled).containsExactly(1L);
  }

  @Test
  void makesANewClientWhenTheOldOneGivesUp() {
    start();
    consumers.get(0).setPollException(new KafkaException("gone"));

    await().atMost(10, SECONDS).until(() -> consumers.size() == 2);
    add(0, null);
    await().atMost(10, SECONDS).until(() -> committed() == 1);
    assertThat(handled).containsExactly(0L);
  }

  @Test
  void knowsItsLagOnceItLookedAtTheEnds() {
    failuresLeft.set(Integer.MAX_VALUE);
    start();
    add(0, null);
    add(1, null);

    // the ends are looked at once a second
    await().atMost(10, SECONDS).until(() -> reader.lag() == 2);
    failuresLeft.set(0);
    await().atMost(10, SECONDS).until(() -> reader.lag() == 0);
    assertThat(reader.lagAsOf()).isPresent();
    assertThat(reader.positions()).containsExactly(new PartitionPosition(TOPIC.name(), 0, 2, 2));
  }

  @Test
  void knowsNoLagBetweenTwoAssignments() {
    MockConsumer<byte[], byte[]> consumer = consumer();
    ReaderLoop loop =
        new ReaderLoop(
            List.of(TOPIC.name()),
            (partition, readings) -> {},
            new BatchHandling(
                (partition, readings) -> {},
                new RecordParser(List.of(TOPIC)),
                DeadLetter.Receiver.NONE,
                ReaderMetrics.NONE),
            ReaderMetrics.NONE,
            new Backoff(Duration.ofMillis(10), Duration.ofMillis(50)),
            InstantSource.system());
    loop.begin(consumer);
    await().pollInSameThread().until(() -> lagAfterATurn(loop, consumer) == 0);

    // a broker's outage: the group has gone on without us, and we own nothing until we are back
    loop.onPartitionsLost(List.of(PARTITION));

    await()
        .pollInSameThread()
        .during(1500, MILLISECONDS)
        .until(() -> lagAfterATurn(loop, consumer) == -1);
    assertThat(loop.ready()).isFalse();
  }

  private static long lagAfterATurn(ReaderLoop loop, MockConsumer<byte[], byte[]> consumer) {
    loop.turn(consumer);
    return loop.progress().lag();
  }

  @Test
  void endsWithinItsBoundWhenClosed() {
    start();
    reader.close();

    assertThat(consumers.get(0).closed()).isTrue();
    assertThat(reader.ready()).isFalse();
  }

  private void start() {
    RecordHandler handler =
        new RecordHandler() {
          @Override
          public void handle(TopicPartition partition, List<Reading<?>> readings) {
            if (failuresLeft.getAndDecrement() > 0) {
              throw new IllegalStateException("the database is away");
            }
            if (readings.stream().anyMatch(reading -> poisonous.contains(reading.offset()))) {
              throw new IllegalArgumentException("nobody can take this");
            }
            readings.forEach(reading -> handled.add(reading.offset()));
          }

          @Override
          public boolean hopeless(Exception trouble) {
            return trouble instanceof IllegalArgumentException;
          }

          @Override
          public Map<TopicPartition, Long> positions(Collection<TopicPartition> assigned) {
            return stored;
          }
        };
    reader =
        new TopicReader(
            SETTINGS,
            List.of(TOPIC),
            handler,
            letter -> {
              rejected.add(letter.offset());
              reasons.add(letter.reason());
            },
            ReaderMetrics.NONE,
            this::consumer);
    reader.start();
    await().atMost(10, SECONDS).until(() -> reader.ready());
  }

  private MockConsumer<byte[], byte[]> consumer() {
    MockConsumer<byte[], byte[]> consumer = new RewindingConsumer();
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, 0L));
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(PARTITION)));
    consumers.add(consumer);
    return consumer;
  }

  private MockConsumer<byte[], byte[]> current() {
    return consumers.get(consumers.size() - 1);
  }

  /** Records appear between two polls, on the reader's own thread, as the mock asks for. */
  private void add(long offset, String value) {
    MockConsumer<byte[], byte[]> consumer = current();
    consumer.schedulePollTask(() -> record(consumer, offset, value));
  }

  /** Records that come in one batch. */
  private void addAtOnce(long... offsets) {
    MockConsumer<byte[], byte[]> consumer = current();
    consumer.schedulePollTask(
        () -> {
          for (long offset : offsets) {
            record(consumer, offset, null);
          }
        });
  }

  private static void record(MockConsumer<byte[], byte[]> consumer, long offset, String value) {
    consumer.addRecord(
        new ConsumerRecord<>(
            TOPIC.name(),
            0,
            offset,
            new byte[0],
            value == null ? null : value.getBytes(StandardCharsets.UTF_8)));
    consumer.updateEndOffsets(Map.of(PARTITION, offset + 1));
  }

  private long committed() {
    OffsetAndMetadata offset = current().committed(Set.of(PARTITION)).get(PARTITION);
    return offset == null ? 0 : offset.offset();
  }

  /**
   * A mock that hands over records again after a seek, as brokers do; the original forgets them.
   */
  private static final class RewindingConsumer extends MockConsumer<byte[], byte[]> {
    private final List<ConsumerRecord<byte[], byte[]>> handedOver = new ArrayList<>();

    RewindingConsumer() {
      super("earliest");
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
      records.forEach(handedOver::add);
      return records;
    }

    @Override
    public synchronized void seek(TopicPartition partition, long offset) {
      super.seek(partition, offset);
      handedOver.stream().filter(record -> record.offset() >= offset).forEach(this::addRecord);
      handedOver.removeIf(record -> record.offset() >= offset);
    }
  }
}
