package io.impuls.service.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FeedReaderTest {

  private static final String TOPIC = "changes";
  private static final Duration NEVER = Duration.ofDays(1);
  private static final TopicPartition ZERO = new TopicPartition(TOPIC, 0);
  private static final TopicPartition ONE = new TopicPartition(TOPIC, 1);

  /** Partition 0 has the records 5 to 9, partition 1 none, its next is 2. */
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");

  FeedReaderTest() {
    consumer.updatePartitions(TOPIC, List.of(partition(0), partition(1)));
    consumer.updateBeginningOffsets(Map.of(ZERO, 5L, ONE, 2L));
    consumer.updateEndOffsets(Map.of(ZERO, 10L, ONE, 2L));
  }

  @Test
  void fromTheBeginningTellsAllThatIsWantedAndSaysFirstWhereItBegan() {
    FeedReader reader = reader(new FeedStart.Beginning(), NEVER);
    written();

    List<FeedItem> items = told(reader, 2);

    assertThat(items.get(0)).isEqualTo(new FeedItem.Passed(position(5, 2)));
    assertThat(items.subList(1, items.size()))
        .extracting(FeedItem::position)
        .containsExactly(position(6, 2), position(8, 2), position(10, 2));
  }

  @Test
  void goesOnBehindTheLastPositionItTold() {
    FeedReader reader = reader(new FeedStart.At(position(8, 2)), NEVER);
    written();

    assertThat(told(reader, 1)).extracting(FeedItem::position).containsExactly(position(10, 2));
  }

  @Test
  void saysHowManyRecordsAreNoLongerKept() {
    FeedReader reader = reader(new FeedStart.At(position(1, 1)), NEVER);

    assertThat(reader.next()).containsExactly(new FeedItem.Missing(position(5, 2), 5));
  }

  @Test
  void aPartitionThatWasAddedIsNewFromItsBeginning() {
    FeedReader reader = reader(new FeedStart.At(new FeedPosition(List.of(10L))), NEVER);
    consumer.addRecord(record(1, 2, "wanted"));

    assertThat(told(reader, 1)).extracting(FeedItem::position).containsExactly(position(10, 3));
  }

  @Test
  void aPositionBehindTheEndOrOfMorePartitionsIsAnotherFeeds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reader(new FeedStart.At(position(11, 2)), NEVER));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reader(new FeedStart.At(new FeedPosition(List.of(5L, 2L, 0L))), NEVER));
  }

  @Test
  void tellsItsPositionWhenNothingForItCame() {
    FeedReader reader = reader(new FeedStart.At(position(6, 2)), Duration.ZERO);
    consumer.addRecord(record(0, 6, "of others"));

    assertThat(reader.next()).containsExactly(new FeedItem.Passed(position(7, 2)));
  }

  @Test
  void closedItTellsNothing() {
    FeedReader reader = reader(new FeedStart.Beginning(), NEVER);

    reader.close();

    assertThat(reader.next()).isEmpty();
    assertThat(consumer.closed()).isTrue();
  }

  private FeedReader reader(FeedStart start, Duration quiet) {
    return new FeedReader(
        consumer,
        TOPIC,
        start,
        record -> new String(record.value(), StandardCharsets.UTF_8).equals("wanted"),
        quiet);
  }

  private void written() {
    for (long offset = consumer.position(ZERO); offset < 10; offset++) {
      consumer.addRecord(record(0, offset, offset % 2 == 1 ? "wanted" : "of others"));
    }
  }

  private static List<FeedItem> told(FeedReader reader, int turns) {
    List<FeedItem> items = new ArrayList<>();
    for (int turn = 0; turn < turns; turn++) {
      items.addAll(reader.next());
    }
    return items;
  }

  private static FeedPosition position(long zero, long one) {
    return new FeedPosition(List.of(zero, one));
  }

  private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, String value) {
    return new ConsumerRecord<>(
        TOPIC, partition, offset, null, value.getBytes(StandardCharsets.UTF_8));
  }

  private static PartitionInfo partition(int number) {
    return new PartitionInfo(TOPIC, number, Node.noNode(), new Node[0], new Node[0]);
  }
}
