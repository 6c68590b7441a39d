package io.impuls.streams.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.event.Timeliness;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topics;
import io.impuls.rules.ledger.Caps;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.SlidingCap;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The shared person ledger under the simplest owner: one rule, 30 points, once in 24 hours; its
 * state is the sum.
 */
class PersonLedgerTest {

  private static final UUID WORKSPACE = new UUID(0, 1);
  private static final UUID ANNA = new UUID(0, 10);
  private static final UUID BERT = new UUID(0, 11);
  private static final UUID CARL = new UUID(0, 12);
  private static final String TRANSFERS = Topics.transfers("test");

  private TopologyTestDriver driver;
  private TestInputTopic<String, Event> events;

  @BeforeEach
  void open() {
    Topology topology = new Topology();
    topology.addSource(
        "events", new StringDeserializer(), Topics.EVENTS.serde(), Topics.EVENTS.name());
    topology.addSource("transfers-in", new StringDeserializer(), Transfer.serde(), TRANSFERS);
    topology.addProcessor(
        "ledger",
        () -> new PersonLedgerProcessor<>(new SumOwner(), Duration.ofDays(30)),
        "events",
        "transfers-in");
    for (String store : List.of(LedgerStores.HEADS, LedgerStores.MATCHES, LedgerStores.SEEN)) {
      topology.addStateStore(LedgerStores.builder(store), "ledger");
    }
    topology.addSink(
        PersonLedgerProcessor.TRANSFERS_SINK,
        TRANSFERS,
        new StringSerializer(),
        Transfer.serde(),
        "ledger");
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "ledger-test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    driver = new TopologyTestDriver(topology, settings);
    events =
        driver.createInputTopic(
            Topics.EVENTS.name(), new StringSerializer(), Topics.EVENTS.serde());
  }

  @AfterEach
  void close() {
    driver.close();
  }

  /** SC-10 and the late visit of semantics 3.1. */
  @Test
  void reJudgesTheCapWhenAnEarlierVisitArrivesLate() {
    visit(ANNA, "2026-03-02T10:00:00", "1");
    visit(ANNA, "2026-03-02T15:00:00", "2");
    visit(ANNA, "2026-03-03T09:59:59", "3");
    visit(ANNA, "2026-03-03T10:00:00", "4");
    assertThat(awards(ANNA)).containsExactly("2026-03-02T10:00", "2026-03-03T10:00");

    visit(ANNA, "2026-03-02T08:00:00", "0");

    assertThat(awards(ANNA)).containsExactly("2026-03-02T08:00", "2026-03-03T09:59:59");
    assertThat(sum(ANNA)).isEqualTo(60_000);
  }

  @Test
  void countsAnEventOnce() {
    visit(ANNA, "2026-03-02T10:00:00", "1");
    visit(ANNA, "2026-03-02T10:00:00", "1");
    visit(ANNA, "2026-03-04T10:00:00", "1");

    assertThat(sum(ANNA)).isEqualTo(30_000);
  }

  @Test
  void leavesHistoricalEventsAlone() {
    send(ANNA, "2026-03-02T10:00:00", "1", "page.viewed", Timeliness.HISTORICAL, null);

    assertThat(sum(ANNA)).isZero();
  }

  /** Semantics 3.10: apart 60 + 60, merged 60, awarded 22:00 and 23:00. */
  @Test
  void judgesTheUnionAnewWhenTwoPersonsTurnOutToBeOne() {
    visit(ANNA, "2026-03-02T10:00:00", "a1");
    visit(ANNA, "2026-03-03T10:00:00", "a2");
    visit(BERT, "2026-03-01T22:00:00", "b1");
    visit(BERT, "2026-03-02T23:00:00", "b2");
    assertThat(List.of(sum(ANNA), sum(BERT))).containsExactly(60_000L, 60_000L);

    merge(ANNA, BERT);

    assertThat(awards(BERT)).containsExactly("2026-03-01T22:00", "2026-03-02T23:00");
    assertThat(List.of(sum(ANNA), sum(BERT))).containsExactly(0L, 60_000L);
  }

  @Test
  void countsAnEventThatBothHadOnce() {
    visit(ANNA, "2026-03-02T10:00:00", "same");
    visit(BERT, "2026-03-02T10:00:00", "same");

    merge(ANNA, BERT);

    assertThat(sum(BERT)).isEqualTo(30_000);
    assertThat(awards(BERT)).hasSize(1);
  }

  @Test
  void lateEventsOfAMergedPersonFollowTheAliasesToTheLastOne() {
    merge(ANNA, BERT);
    merge(BERT, CARL);

    visit(ANNA, "2026-03-02T10:00:00", "1");

    assertThat(List.of(sum(ANNA), sum(BERT), sum(CARL))).containsExactly(0L, 0L, 30_000L);
  }

  @Test
  void foldsOldMatchesIntoASumThatAMergeStillMoves() {
    visit(ANNA, "2026-03-02T10:00:00", "1");
    visit(ANNA, "2026-03-04T10:00:00", "2");
    visit(ANNA, "2026-05-04T10:00:00", "3");
    driver.advanceWallClockTime(Duration.ofMinutes(1));

    assertThat(log(ANNA)).hasSize(2);
    assertThat(log(ANNA).stream().mapToLong(Entry::awarded).sum()).isEqualTo(90_000);

    merge(ANNA, BERT);

    assertThat(sum(BERT)).isEqualTo(90_000);
  }

  private void visit(UUID person, String at, String id) {
    send(person, at, id, "page.viewed", Timeliness.ON_TIME, null);
  }

  /** The resolver publishes a merge under both keys. */
  private void merge(UUID from, UUID into) {
    send(
        from,
        "2026-05-05T00:00:00",
        from + "m",
        EventTypes.PERSON_MERGED,
        Timeliness.ON_TIME,
        new Merge(from, into));
    send(
        into,
        "2026-05-05T00:00:00",
        from + "m",
        EventTypes.PERSON_MERGED,
        Timeliness.ON_TIME,
        new Merge(from, into));
  }

  private void send(
      UUID person, String at, String id, String type, Timeliness timeliness, Merge merge) {
    Instant time = LocalDateTime.parse(at).toInstant(ZoneOffset.UTC);
    Event event =
        new Event(
            WORKSPACE,
            Ids.event(WORKSPACE, "site", id),
            id,
            type,
            new Source("site", Source.Kind.BROWSER),
            time,
            time,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            new Resolution(person, person, timeliness, null, null, null, null, merge));
    events.pipeInput(new PersonKey(WORKSPACE, person).text(), event);
  }

  private long sum(UUID person) {
    return new LedgerReader<>(new SumOwner())
        .head(
            driver.<byte[], byte[]>getKeyValueStore(LedgerStores.HEADS),
            new PersonKey(WORKSPACE, person))
        .map(Head::state)
        .orElse(0L);
  }

  private List<Entry> log(UUID person) {
    return new LedgerReader<>(new SumOwner())
        .log(
            driver.<byte[], byte[]>getKeyValueStore(LedgerStores.MATCHES),
            new PersonKey(WORKSPACE, person));
  }

  private List<String> awards(UUID person) {
    List<String> awards = new ArrayList<>();
    for (Entry entry : log(person)) {
      if (entry.awarded() > 0) {
        awards.add(LocalDateTime.ofInstant(entry.match().occurredAt(), ZoneOffset.UTC).toString());
      }
    }
    return awards;
  }

  /** Thirty points a visit, once in 24 hours. */
  private static final class SumOwner implements LedgerOwner<Long> {

    @Override
    public Long initial() {
      return 0L;
    }

    @Override
    public List<Match> match(Event event) {
      return List.of(
          new Match(
              "visit",
              1,
              null,
              event.occurredAt(),
              event.eventId(),
              event.type(),
              event.receivedAt(),
              event.resolution().originalPerson(),
              30_000,
              null));
    }

    @Override
    public Caps caps(UUID workspace) {
      return new Caps() {
        @Override
        public Optional<SlidingCap> of(String lineage, int version) {
          return Optional.of(new SlidingCap(1, Duration.ofHours(24)));
        }

        @Override
        public Duration longestWindow(String lineage) {
          return Duration.ofHours(24);
        }
      };
    }

    @Override
    public Long apply(Turn<Long> turn) {
      return turn.state() + turn.changes().stream().mapToLong(EntryChange::delta).sum();
    }

    @Override
    public Long mergedAway(Turn<Long> turn, UUID into) {
      return 0L;
    }

    @Override
    public void write(Long state, DataOutput out) throws IOException {
      out.writeLong(state);
    }

    @Override
    public Long read(DataInput in) throws IOException {
      return in.readLong();
    }
  }
}
