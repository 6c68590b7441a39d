package io.impuls.scoring.topology;

import io.impuls.contracts.contact.ContactChange;
import io.impuls.contracts.score.ManualEntry;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import io.impuls.scoring.domain.ByHand;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.traits.Fact;
import io.impuls.scoring.metrics.ScoringMetrics;
import io.impuls.streams.ledger.Incoming;
import io.impuls.streams.ledger.LedgerStores;
import io.impuls.streams.ledger.PersonLedgerProcessor;
import io.impuls.streams.ledger.Transfer;
import io.impuls.streams.timers.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Scoring as a picture: events of persons and what users do in, decisions and score changes out.
 *
 * <pre>
 * tracking.events --------+                     +--&gt; scoring.decisions
 * scoring.manual-entries -+--&gt; person-ledger ---+--&gt; scoring.score-changes
 * segmentation.tag-changes+                     |
 * contact.changes --------+    heads, matches,  +--&gt; scoring.transfers
 * scoring.transfers ------+    seen, timers,    +--&gt; scoring.rejected-events
 *                              partition, ranking
 * </pre>
 *
 * @param plans gives the plans of a workspace as known now
 * @param settings what changes the outcome
 * @param metrics counts what is published
 * @param backlog tells how far the events have been consumed
 */
public record ScoringTopology(
    Function<UUID, PlanVersions> plans,
    Settings settings,
    ScoringMetrics metrics,
    Backlog backlog) {

  /**
   * What changes the outcome.
   *
   * @param epoch state epoch: raised by one when the state is rebuilt from the events
   * @param retention how long single matches are kept: lateness horizon plus longest window
   */
  public record Settings(int epoch, Duration retention) {}

  /** Consumer group, and prefix of the internal topics. Never changes: state is tied to it. */
  public static final String APPLICATION_ID = "impuls-scoring";

  /** Where matches of merged persons travel. */
  public static final String TRANSFERS = Topics.transfers("scoring");

  private static final String LEDGER = "person-ledger";

  /** Gives the topics that must exist before the start. */
  public static List<String> topics() {
    return List.of(
        Topics.EVENTS.name(),
        Topics.MANUAL_ENTRIES.name(),
        Topics.CONTACT_CHANGES.name(),
        Topics.TAG_CHANGES.name(),
        Topics.SCORE_CHANGES.name(),
        Topics.DECISIONS.name(),
        Topics.SCORING_REJECTED_EVENTS.name(),
        TRANSFERS);
  }

  /** Makes the topology. */
  public Topology build() {
    return build(LedgerStores::builder);
  }

  /** Makes the topology over stores of another kind, such as ones in memory. */
  Topology build(Function<String, StoreBuilder<KeyValueStore<byte[], byte[]>>> stores) {
    Topology topology = new Topology();
    topology.addSource(
        "events-in", new StringDeserializer(), Incoming.events(), Topics.EVENTS.name());
    topology.addSource(
        "manual-entries-in",
        new StringDeserializer(),
        Incoming.matches(ScoringTopology::byHand),
        Topics.MANUAL_ENTRIES.name());
    topology.addSource(
        "contact-changes-in",
        new StringDeserializer(),
        Incoming.matches(ScoringTopology::told),
        Topics.CONTACT_CHANGES.name());
    topology.addSource(
        "tag-changes-in",
        new StringDeserializer(),
        Incoming.of(TagMoves::read),
        Topics.TAG_CHANGES.name());
    topology.addSource("transfers-in", new StringDeserializer(), Incoming.transfers(), TRANSFERS);
    topology.addProcessor(
        LEDGER,
        () ->
            new PersonLedgerProcessor<>(
                new ScoringLedger(plans, settings.epoch(), metrics),
                settings.retention(),
                Topics.SCORING_REJECTED_EVENTS,
                backlog),
        "events-in",
        "manual-entries-in",
        "contact-changes-in",
        "tag-changes-in",
        "transfers-in");
    topology.addStateStore(stores.apply(LedgerStores.HEADS), LEDGER);
    topology.addStateStore(stores.apply(LedgerStores.MATCHES), LEDGER);
    topology.addStateStore(stores.apply(LedgerStores.SEEN), LEDGER);
    topology.addStateStore(stores.apply(LedgerStores.TIMERS), LEDGER);
    topology.addStateStore(stores.apply(LedgerStores.PARTITION), LEDGER);
    topology.addStateStore(stores.apply(Ranking.STORE), LEDGER);
    // Keyed by the person that continues: all that one person did is judged by one task.
    topology.addSink(
        PersonLedgerProcessor.TRANSFERS_SINK,
        TRANSFERS,
        new StringSerializer(),
        Transfer.serde(),
        LEDGER);
    addSink(topology, Topics.DECISIONS);
    addSink(topology, Topics.SCORE_CHANGES);
    addSink(topology, Topics.SCORING_REJECTED_EVENTS);
    return topology;
  }

  private static Transfer byHand(String topic, byte[] value) {
    ManualEntry entry = Topics.MANUAL_ENTRIES.serde().deserialize(topic, value);
    return Transfer.to(
        new PersonKey(entry.workspace(), entry.person()), ByHand.cause(entry), ByHand.match(entry));
  }

  /** Other changes than those of attributes bring nothing. */
  private static Transfer told(String topic, byte[] value) {
    ContactChange change = Topics.CONTACT_CHANGES.serde().deserialize(topic, value);
    PersonKey person = new PersonKey(change.workspace(), change.person());
    Instant at = change.occurredAt();
    return new Transfer(
        person.workspace(),
        person.person(),
        person.person(),
        new Cause(change.changeId(), Fact.CONTACT_CHANGED, at, at),
        Fact.of(change).stream().toList(),
        null,
        1);
  }

  private static void addSink(Topology topology, Topic<?> topic) {
    topology.addSink(topic.name(), topic.name(), new StringSerializer(), topic.serde(), LEDGER);
  }
}
