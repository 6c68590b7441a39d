package io.impuls.streams.ledger;

import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.event.Split;
import io.impuls.contracts.event.Timeliness;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import io.impuls.rules.ledger.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The shared person ledger under a simple owner, asked in its own words. Times are UTC. */
final class LedgerDriver implements AutoCloseable {

  static final UUID WORKSPACE = new UUID(0, 1);

  private static final String TRANSFERS = Topics.transfers("test");
  private static final Topic<RejectedEvent> REJECTED = Topics.SCORING_REJECTED_EVENTS;

  private final LedgerOwner<Long> owner;
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, Event> events;
  private final TestOutputTopic<String, byte[]> transfers;
  private final TestOutputTopic<String, RejectedEvent> rejected;

  LedgerDriver(LedgerOwner<Long> owner) {
    this(owner, LedgerStores::builder);
  }

  /** Runs on stores in memory, for long logs. */
  static LedgerDriver inMemory(LedgerOwner<Long> owner) {
    return new LedgerDriver(
        owner,
        name ->
            Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray()));
  }

  private LedgerDriver(
      LedgerOwner<Long> owner,
      Function<String, StoreBuilder<KeyValueStore<byte[], byte[]>>> stores) {
    this.owner = owner;
    Topology topology = new Topology();
    topology.addSource("events", new StringDeserializer(), Incoming.events(), Topics.EVENTS.name());
    topology.addSource("transfers-in", new StringDeserializer(), Incoming.transfers(), TRANSFERS);
    topology.addProcessor(
        "ledger",
        () -> new PersonLedgerProcessor<>(owner, Duration.ofDays(30), REJECTED),
        "events",
        "transfers-in");
    for (String store : List.of(LedgerStores.HEADS, LedgerStores.MATCHES, LedgerStores.SEEN)) {
      topology.addStateStore(stores.apply(store), "ledger");
    }
    topology.addSink(
        PersonLedgerProcessor.TRANSFERS_SINK,
        TRANSFERS,
        new StringSerializer(),
        Transfer.serde(),
        "ledger");
    topology.addSink(
        REJECTED.name(), REJECTED.name(), new StringSerializer(), REJECTED.serde(), "ledger");
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "ledger-test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    settings.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndContinueProcessingExceptionHandler.class);
    driver = new TopologyTestDriver(topology, settings);
    events =
        driver.createInputTopic(
            Topics.EVENTS.name(), new StringSerializer(), Topics.EVENTS.serde());
    transfers =
        driver.createOutputTopic(TRANSFERS, new StringDeserializer(), new ByteArrayDeserializer());
    rejected =
        driver.createOutputTopic(REJECTED.name(), new StringDeserializer(), REJECTED.serde());
  }

  void visit(UUID person, String at, String id) {
    send(person, at, id, EventTypes.PAGE_VIEWED, Timeliness.ON_TIME, null);
  }

  /** A visit of a page, by whose title visits are counted. */
  void visit(UUID person, String at, String id, String title) {
    send(person, at, id, EventTypes.PAGE_VIEWED, Timeliness.ON_TIME, title);
  }

  void historicalVisit(UUID person, String at, String id) {
    send(person, at, id, EventTypes.PAGE_VIEWED, Timeliness.HISTORICAL, null);
  }

  /** A visit found by a login: of a person whom {@code named} names, on the device of another. */
  void visit(UUID person, UUID device, UUID named, String at, String id) {
    send(visited(person, device, named, time(at), time(at), id));
  }

  static Event visited(
      UUID person, UUID original, UUID named, Instant at, Instant receivedAt, String id) {
    return event(
        id,
        EventTypes.PAGE_VIEWED,
        at,
        receivedAt,
        null,
        resolution(person, original, Timeliness.ON_TIME, null, null, named));
  }

  /** The resolver publishes a merge under both keys. */
  void merge(UUID from, UUID into, String at) {
    merged(new Merge(from, into), time(at)).forEach(this::send);
  }

  /** The resolver publishes a split under both keys. */
  void split(Split split, String at) {
    parted(split, time(at)).forEach(this::send);
  }

  static List<Event> merged(Merge merge, Instant at) {
    return Stream.of(merge.from(), merge.into())
        .map(
            person ->
                event(
                    at + "m",
                    EventTypes.PERSON_MERGED,
                    at,
                    at,
                    null,
                    resolution(person, person, Timeliness.ON_TIME, merge, null, null)))
        .toList();
  }

  static List<Event> parted(Split split, Instant at) {
    return Stream.of(split.from(), split.into())
        .distinct()
        .map(
            person ->
                event(
                    at + "s" + split.original(),
                    EventTypes.PERSON_SPLIT,
                    at,
                    at,
                    null,
                    resolution(person, person, Timeliness.ON_TIME, null, split, null)))
        .toList();
  }

  void advance(Duration wallClock) {
    driver.advanceWallClockTime(wallClock);
  }

  private void send(
      UUID person, String at, String id, String type, Timeliness timeliness, String title) {
    send(
        event(
            id,
            type,
            time(at),
            time(at),
            title,
            resolution(person, person, timeliness, null, null, null)));
  }

  void send(Event event) {
    events.pipeInput(new PersonKey(WORKSPACE, event.person()).text(), event);
  }

  private static Instant time(String at) {
    return LocalDateTime.parse(at).toInstant(ZoneOffset.UTC);
  }

  private static Resolution resolution(
      UUID person, UUID original, Timeliness timeliness, Merge merge, Split split, UUID named) {
    return new Resolution(
        person, original, timeliness, null, null, null, null, merge, split, named);
  }

  private static Event event(
      String id, String type, Instant at, Instant receivedAt, String title, Resolution found) {
    return new Event(
        WORKSPACE,
        Ids.event(WORKSPACE, "site", id),
        id,
        type,
        new Source("site", Source.Kind.BROWSER),
        at,
        receivedAt,
        null,
        null,
        title == null ? null : new Page(null, null, title, null),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        found);
  }

  long sum(UUID person) {
    return head(person).state();
  }

  Head<Long> head(UUID person) {
    return new LedgerReader<>(owner)
        .head(
            driver.<byte[], byte[]>getKeyValueStore(LedgerStores.HEADS),
            new PersonKey(WORKSPACE, person))
        .orElse(new Head<>(0, null, 0L));
  }

  List<Entry> log(UUID person) {
    return new LedgerReader<>(owner)
        .log(
            driver.<byte[], byte[]>getKeyValueStore(LedgerStores.MATCHES),
            new PersonKey(WORKSPACE, person));
  }

  /** Gives when the awarded visits were. */
  List<String> awards(UUID person) {
    List<String> awards = new ArrayList<>();
    for (Entry entry : log(person)) {
      if (entry.awarded() > 0) {
        awards.add(LocalDateTime.ofInstant(entry.match().occurredAt(), ZoneOffset.UTC).toString());
      }
    }
    return awards;
  }

  /** Gives the sizes in bytes of the transfer records written since the last call. */
  List<Integer> transferSizes() {
    return transfers.readValuesToList().stream().map(bytes -> bytes.length).toList();
  }

  /** Gives what was rejected since the last call. */
  List<RejectedEvent> rejected() {
    return rejected.readValuesToList();
  }

  /** Pipes a record of {@code tracking.events} as it stands. */
  void raw(String key, byte[] value) {
    driver
        .createInputTopic(Topics.EVENTS.name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(key, value);
  }

  /** Pipes a record of the transfer topic. */
  void transfer(Transfer transfer) {
    driver
        .createInputTopic(TRANSFERS, new StringSerializer(), Transfer.serde())
        .pipeInput(new PersonKey(transfer.workspace(), transfer.into()).text(), transfer);
  }

  @Override
  public void close() {
    driver.close();
  }
}
