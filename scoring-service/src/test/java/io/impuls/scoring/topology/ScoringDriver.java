package io.impuls.scoring.topology;

import io.impuls.contracts.contact.ContactChange;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Split;
import io.impuls.contracts.event.Timeliness;
import io.impuls.contracts.score.ManualEntry;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.score.ScoreDecision;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import io.impuls.rules.ledger.Entry;
import io.impuls.scoring.domain.PlanScore;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.Rank;
import io.impuls.scoring.domain.ScoreCard;
import io.impuls.scoring.domain.Scorekeeper;
import io.impuls.scoring.metrics.ScoringMetrics;
import io.impuls.streams.ledger.Head;
import io.impuls.streams.ledger.LedgerReader;
import io.impuls.streams.ledger.LedgerStores;
import io.impuls.streams.timers.Backlog;
import io.impuls.testkit.Events;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.Stores;

/** The topology under test, asked in the words of scoring. */
final class ScoringDriver implements AutoCloseable {

  /** State epoch under test. */
  static final int EPOCH = 7;

  private final TopologyTestDriver driver;
  private final PlanVersions plans;
  private final TestInputTopic<String, Event> events;
  private final TestOutputTopic<String, ScoreChange> changes;
  private final TestOutputTopic<String, ScoreDecision> decisions;
  private final TestOutputTopic<String, RejectedEvent> rejected;
  private final TestOutputTopic<String, byte[]> transfers;
  private final List<ScoreChange> allChanges = new ArrayList<>();
  private final List<ScoreDecision> allDecisions = new ArrayList<>();
  private final LedgerReader<ScoreCard> reader = new LedgerReader<>(new ScoreCardCodec());

  /** Runs on stores as in production: each event is flushed to disk, so for short logs. */
  ScoringDriver(PlanVersions plans, Path stateDir) {
    this(plans, topology(plans).build(), stateDir);
  }

  /** Runs on stores in memory, for long logs. */
  static ScoringDriver inMemory(PlanVersions plans, Path stateDir) {
    return new ScoringDriver(
        plans,
        topology(plans)
            .build(
                name ->
                    Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name),
                        Serdes.ByteArray(),
                        Serdes.ByteArray())),
        stateDir);
  }

  private static ScoringTopology topology(PlanVersions plans) {
    return new ScoringTopology(
        workspace -> plans,
        new ScoringTopology.Settings(EPOCH, Duration.ofDays(61)),
        ScoringMetrics.NONE,
        Backlog.NONE);
  }

  private ScoringDriver(PlanVersions plans, Topology topology, Path stateDir) {
    this.plans = plans;
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "scoring-test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    driver = new TopologyTestDriver(topology, settings);
    events =
        driver.createInputTopic(
            Topics.EVENTS.name(), new StringSerializer(), Topics.EVENTS.serde());
    changes = output(Topics.SCORE_CHANGES);
    decisions = output(Topics.DECISIONS);
    rejected = output(Topics.SCORING_REJECTED_EVENTS);
    transfers =
        driver.createOutputTopic(
            ScoringTopology.TRANSFERS, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** Gives the plans that it judges by. */
  PlanVersions plans() {
    return plans;
  }

  private <V> TestOutputTopic<String, V> output(Topic<V> topic) {
    return driver.createOutputTopic(topic.name(), new StringDeserializer(), topic.serde());
  }

  void send(Event event) {
    events.pipeInput(new PersonKey(event.workspace(), event.person()).text(), event);
    collect();
  }

  /** Takes what a user did by hand. */
  void send(ManualEntry entry) {
    driver
        .createInputTopic(
            Topics.MANUAL_ENTRIES.name(), new StringSerializer(), Topics.MANUAL_ENTRIES.serde())
        .pipeInput(key(entry.person()).text(), entry);
    collect();
  }

  /** Takes what changed about a contact in the contact service. */
  void send(ContactChange change) {
    driver
        .createInputTopic(
            Topics.CONTACT_CHANGES.name(), new StringSerializer(), Topics.CONTACT_CHANGES.serde())
        .pipeInput(key(change.person()).text(), change);
    collect();
  }

  /** Takes what happened to a tag. */
  void send(TagChange change) {
    driver
        .createInputTopic(
            Topics.TAG_CHANGES.name(), new StringSerializer(), Topics.TAG_CHANGES.serde())
        .pipeInput(key(change.person()).text(), change);
    collect();
  }

  /** Pipes a record of {@code tracking.events} as it stands. */
  void sendRaw(UUID person, String value) {
    sendRaw(Topics.EVENTS, person, value);
  }

  /** Pipes a record of a topic as it stands. */
  void sendRaw(Topic<?> topic, UUID person, String value) {
    driver
        .createInputTopic(topic.name(), new StringSerializer(), new StringSerializer())
        .pipeInput(key(person).text(), value);
  }

  private void collect() {
    allChanges.addAll(changes.readValuesToList());
    allDecisions.addAll(decisions.readValuesToList());
  }

  /** Gives what was rejected since the last call. */
  List<RejectedEvent> rejected() {
    return rejected.readValuesToList();
  }

  void send(Events event) {
    send(event.build());
  }

  /** Gives the records with which the resolver tells of a merge: one under each key. */
  static List<Event> merged(UUID from, UUID into, String at) {
    Event event = Events.of(EventTypes.PERSON_MERGED).id("merge-" + from).at(at).build();
    Merge merge = new Merge(from, into);
    return List.of(
        event.resolved(
            new Resolution(from, from, Timeliness.ON_TIME, null, null, null, null, merge)),
        event.resolved(
            new Resolution(into, into, Timeliness.ON_TIME, null, null, null, null, merge)));
  }

  /** Gives the records with which the resolver tells of a split: one under each key. */
  static List<Event> parted(UUID from, UUID into, String at) {
    return parted(new Split(from, into, into), at);
  }

  static List<Event> parted(Split split, String at) {
    Event event =
        Events.of(EventTypes.PERSON_SPLIT).id("split-" + split.original() + at).at(at).build();
    Resolution from =
        new Resolution(split.from(), null, null, null, null, null, null, null, split, null);
    return List.of(event.resolved(from), event.resolved(from.about(split.into())));
  }

  void advance(Duration wallClock) {
    driver.advanceWallClockTime(wallClock);
    collect();
  }

  /** Lets nothing happen for a while, so that the clock moves the partition on. */
  void letWaitsEnd(Duration silence) {
    int before;
    advance(silence);
    do {
      before = allDecisions.size() + allChanges.size();
      advance(Duration.ofSeconds(1));
    } while (allDecisions.size() + allChanges.size() > before);
  }

  /** Gives every score change so far. */
  List<ScoreChange> changes() {
    return allChanges;
  }

  /** Gives every decision so far. */
  List<ScoreDecision> decisions() {
    return allDecisions;
  }

  /** Gives the sizes in bytes of the transfer records written since the last call. */
  List<Integer> transferSizes() {
    return transfers.readValuesToList().stream().map(bytes -> bytes.length).toList();
  }

  PlanScore score(UUID person, String plan) {
    return head(person).state().of(plan);
  }

  Head<ScoreCard> head(UUID person) {
    return reader
        .head(driver.<byte[], byte[]>getKeyValueStore(LedgerStores.HEADS), key(person))
        .orElse(new Head<>(0, null, ScoreCard.EMPTY));
  }

  List<Entry> log(UUID person) {
    return reader.log(driver.<byte[], byte[]>getKeyValueStore(LedgerStores.MATCHES), key(person));
  }

  List<Rank> best(String plan, int limit) {
    return Ranking.best(
        driver.<byte[], byte[]>getKeyValueStore(Ranking.STORE),
        Events.WORKSPACE,
        plan,
        limit,
        Ranking.Now.KEPT);
  }

  /** Gives the best of an instant. */
  List<Rank> best(String plan, int limit, Instant now) {
    Scorekeeper keeper = new Scorekeeper(plans);
    return Ranking.best(
        driver.<byte[], byte[]>getKeyValueStore(Ranking.STORE),
        Events.WORKSPACE,
        plan,
        limit,
        row -> {
          PlanScore shown = keeper.shown(plan, score(row.person(), plan), now);
          return row.with(shown.score(), shown.band());
        });
  }

  private static PersonKey key(UUID person) {
    return new PersonKey(Events.WORKSPACE, person);
  }

  @Override
  public void close() {
    driver.close();
  }
}
