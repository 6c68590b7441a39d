package io.impuls.segmentation.topology;

import io.impuls.contracts.contact.ContactChange;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.tag.TagAct;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topics;
import io.impuls.rules.ledger.Entry;
import io.impuls.segmentation.domain.Events;
import io.impuls.segmentation.domain.SegmentationMetrics;
import io.impuls.segmentation.domain.TagCard;
import io.impuls.segmentation.domain.TagRules;
import io.impuls.segmentation.domain.segment.Segments;
import io.impuls.streams.ledger.Head;
import io.impuls.streams.ledger.LedgerReader;
import io.impuls.streams.ledger.LedgerStores;
import io.impuls.streams.timers.Backlog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;

/** The topology under one set of rules, fed by hand. */
final class Stream implements AutoCloseable {

  private final AtomicReference<TagRules> rules;
  private final Path directory;
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, Event> events;
  private final TestOutputTopic<String, TagChange> changes;
  private final TestOutputTopic<String, RejectedEvent> rejected;

  /** Runs on stores as in production: each event is flushed to disk, so for short logs. */
  Stream(TagRules rules) {
    this(new AtomicReference<>(rules));
  }

  private Stream(AtomicReference<TagRules> rules) {
    this(rules, topology(rules::get, Segments.NONE).build());
  }

  /** Runs on stores in memory, for long logs. */
  static Stream inMemory(TagRules rules) {
    return inMemory(rules, Segments.NONE);
  }

  /** The same, with segments. */
  static Stream inMemory(TagRules rules, Segments segments) {
    AtomicReference<TagRules> held = new AtomicReference<>(rules);
    return new Stream(
        held,
        topology(held::get, segments)
            .build(
                name ->
                    Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name),
                        Serdes.ByteArray(),
                        Serdes.ByteArray())));
  }

  private Stream(AtomicReference<TagRules> rules, Topology topology) {
    this.rules = rules;
    try {
      directory = Files.createTempDirectory("segmentation");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "segmentation-test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    driver = new TopologyTestDriver(topology, settings);
    events =
        driver.createInputTopic(
            Topics.EVENTS.name(), new StringSerializer(), Topics.EVENTS.serde());
    changes =
        driver.createOutputTopic(
            Topics.TAG_CHANGES.name(), new StringDeserializer(), Topics.TAG_CHANGES.serde());
    rejected =
        driver.createOutputTopic(
            Topics.SEGMENTATION_REJECTED_EVENTS.name(),
            new StringDeserializer(),
            Topics.SEGMENTATION_REJECTED_EVENTS.serde());
  }

  static SegmentationTopology topology(TagRules rules) {
    return topology(() -> rules, Segments.NONE);
  }

  private static SegmentationTopology topology(Supplier<TagRules> rules, Segments segments) {
    return new SegmentationTopology(
        workspace -> workspace.equals(Events.WORKSPACE) ? rules.get() : TagRules.NONE,
        workspace -> workspace.equals(Events.WORKSPACE) ? segments : Segments.NONE,
        new SegmentationTopology.Settings(1, Duration.ofDays(60)),
        SegmentationMetrics.NONE,
        Backlog.NONE);
  }

  /** From now on these are the rules; what follows from that alone has its turn. */
  Stream under(TagRules other) {
    rules.set(other);
    return turn();
  }

  /** Takes events as they arrive, each under its person's key. */
  Stream take(Event... arriving) {
    for (Event event : arriving) {
      events.pipeInput(Events.key(event.person()).text(), event, event.receivedAt().toEpochMilli());
    }
    return this;
  }

  /** Pipes a record of {@code tracking.events} as it stands. */
  Stream takeRaw(UUID person, String value) {
    driver
        .createInputTopic(Topics.EVENTS.name(), new StringSerializer(), new StringSerializer())
        .pipeInput(Events.key(person).text(), value);
    return this;
  }

  /** Takes what users do by hand, as it arrives. */
  Stream take(TagAct... acts) {
    for (TagAct act : acts) {
      driver
          .createInputTopic(Topics.TAG_ACTS.name(), new StringSerializer(), Topics.TAG_ACTS.serde())
          .pipeInput(Events.key(act.person()).text(), act, act.at().toEpochMilli());
    }
    return this;
  }

  /** Takes what scoring says, as it arrives. */
  Stream take(ScoreChange... said) {
    for (ScoreChange change : said) {
      driver
          .createInputTopic(
              Topics.SCORE_CHANGES.name(), new StringSerializer(), Topics.SCORE_CHANGES.serde())
          .pipeInput(
              Events.key(change.person()).text(), change, change.occurredAt().toEpochMilli());
    }
    return this;
  }

  /** Takes what is found of contacts, as it arrives. */
  Stream take(ContactChange... said) {
    for (ContactChange change : said) {
      driver
          .createInputTopic(
              Topics.CONTACT_CHANGES.name(), new StringSerializer(), Topics.CONTACT_CHANGES.serde())
          .pipeInput(
              Events.key(change.person()).text(), change, change.occurredAt().toEpochMilli());
    }
    return this;
  }

  /** Gives a store, to be looked into. */
  KeyValueStore<byte[], byte[]> store(String name) {
    return driver.getKeyValueStore(name);
  }

  /** Lets the timers have their turn. */
  Stream turn() {
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    return this;
  }

  /** Gives what was rejected since the last call. */
  List<RejectedEvent> rejected() {
    return rejected.readValuesToList();
  }

  /** Gives the changes published since the last call. */
  List<TagChange> changes() {
    return changes.readValuesToList();
  }

  /** Gives the same as records, with key, time and headers. */
  List<TestRecord<String, TagChange>> records() {
    return changes.readRecordsToList();
  }

  /** Gives {@code KEY=score} of every tag of a person. */
  List<String> tags(UUID person) {
    return TagRows.all(driver.getKeyValueStore(SegmentationTopology.TAGS), Events.key(person))
        .entrySet()
        .stream()
        .map(tag -> tag.getKey() + "=" + tag.getValue().points())
        .toList();
  }

  /** Gives what the ledger holds of a person, oldest first. */
  List<Entry> log(UUID person) {
    return new LedgerReader<>(new TagCardCodec())
        .log(driver.getKeyValueStore(LedgerStores.MATCHES), Events.key(person));
  }

  /** Lets upkeep come by, and the timers have their turns. */
  Stream rest() {
    driver.advanceWallClockTime(Duration.ofSeconds(31));
    return this;
  }

  Optional<Head<TagCard>> head(UUID person) {
    PersonKey key = Events.key(person);
    return new LedgerReader<>(new TagCardCodec())
        .head(driver.getKeyValueStore(LedgerStores.HEADS), key);
  }

  @Override
  public void close() {
    driver.close();
    directory.toFile().delete();
  }
}
