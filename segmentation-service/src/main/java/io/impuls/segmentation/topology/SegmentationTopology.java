package io.impuls.segmentation.topology;

import io.impuls.contracts.tag.TagAct;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import io.impuls.segmentation.domain.ByHand;
import io.impuls.segmentation.domain.SegmentationMetrics;
import io.impuls.segmentation.domain.TagRules;
import io.impuls.segmentation.domain.segment.Segments;
import io.impuls.segmentation.topology.segment.SegmentBook;
import io.impuls.segmentation.topology.segment.SegmentInputs;
import io.impuls.streams.ledger.Incoming;
import io.impuls.streams.ledger.LedgerStores;
import io.impuls.streams.ledger.PersonLedgerProcessor;
import io.impuls.streams.ledger.Transfer;
import io.impuls.streams.timers.Backlog;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Segmentation as a picture: events of persons and what users do in, changes of tags out.
 *
 * <pre>
 * tracking.events --------+                     +--&gt; segmentation.tag-changes
 * segmentation.tag-acts --+--&gt; tag-ledger ------+
 * segmentation.transfers -+    heads, matches,  +--&gt; segmentation.transfers
 * scoring.score-changes --+    seen, tags,      +--&gt; segmentation.rejected-events
 * contact.changes --------+    timers, partition,
 *                              memberships, members
 * </pre>
 */
public final class SegmentationTopology {

  /** Consumer group, and prefix of the internal topics. Never changes: state is tied to it. */
  public static final String APPLICATION_ID = "impuls-segmentation";

  /** Name of the service in the names of its own topics. */
  public static final String SERVICE = "segmentation";

  /** Store with one row per person and tag. */
  public static final String TAGS = "tags";

  private static final String EVENTS_IN = "events-in";
  private static final String ACTS_IN = "tag-acts-in";
  private static final String TRANSFERS_IN = "transfers-in";
  private static final String LEDGER = "tag-ledger";

  private static final String SCORES_IN = "score-changes-in";
  private static final String CONTACTS_IN = "contact-changes-in";

  private final Function<UUID, TagRules> rules;
  private final Function<UUID, Segments> segments;
  private final Settings settings;
  private final SegmentationMetrics metrics;
  private final Backlog backlog;

  /**
   * What changes the outcome.
   *
   * @param epoch state epoch: raised by one when the state is rebuilt from the events
   * @param retention how long single matches are kept: lateness horizon plus longest window
   */
  public record Settings(int epoch, Duration retention) {}

  /** Makes the topology of a service without segments. */
  public SegmentationTopology(
      Function<UUID, TagRules> rules,
      Settings settings,
      SegmentationMetrics metrics,
      Backlog backlog) {
    this(rules, workspace -> Segments.NONE, settings, metrics, backlog);
  }

  /**
   * Makes the topology.
   *
   * @param rules gives the rules of a workspace as known now
   * @param segments gives the segments of a workspace as known now
   * @param settings what changes the outcome
   * @param metrics counts what is published
   * @param backlog tells how far the events have been consumed
   */
  public SegmentationTopology(
      Function<UUID, TagRules> rules,
      Function<UUID, Segments> segments,
      Settings settings,
      SegmentationMetrics metrics,
      Backlog backlog) {
    this.segments = segments;
    this.backlog = backlog;
    this.rules = rules;
    this.settings = settings;
    this.metrics = metrics;
  }

  /** Gives the topics that must exist before the start. */
  public static List<String> topics() {
    return List.of(
        Topics.EVENTS.name(),
        Topics.TAG_RULES.name(),
        Topics.MATRICES.name(),
        Topics.TAGS.name(),
        Topics.SEGMENTS.name(),
        Topics.TAG_ACTS.name(),
        Topics.SCORE_CHANGES.name(),
        Topics.CONTACT_CHANGES.name(),
        Topics.SEGMENT_SNAPSHOTS.name(),
        Topics.TAG_CHANGES.name(),
        Topics.SEGMENTATION_REJECTED_EVENTS.name(),
        Topics.transfers(SERVICE),
        Topics.deadLetters(SERVICE));
  }

  /** Builds the topology. */
  public Topology build() {
    return build(LedgerStores::builder);
  }

  /** Builds the topology over stores of another kind, such as ones in memory. */
  Topology build(Function<String, StoreBuilder<KeyValueStore<byte[], byte[]>>> stores) {
    Topology topology = new Topology();

    // All inputs are keyed by workspace and person: one task holds all of a person's state.
    topology.addSource(
        EVENTS_IN, new StringDeserializer(), Incoming.events(), Topics.EVENTS.name());
    topology.addSource(
        ACTS_IN,
        new StringDeserializer(),
        Incoming.matches(SegmentationTopology::byHand),
        Topics.TAG_ACTS.name());
    topology.addSource(
        TRANSFERS_IN, new StringDeserializer(), Incoming.transfers(), Topics.transfers(SERVICE));

    SegmentInputs said = new SegmentInputs(segments);
    topology.addSource(
        SCORES_IN, new StringDeserializer(), Incoming.of(said::score), Topics.SCORE_CHANGES.name());
    topology.addSource(
        CONTACTS_IN,
        new StringDeserializer(),
        Incoming.of(said::contact),
        Topics.CONTACT_CHANGES.name());

    topology.addProcessor(
        LEDGER, this::ledger, EVENTS_IN, ACTS_IN, TRANSFERS_IN, SCORES_IN, CONTACTS_IN);
    SegmentBook.STORES.forEach(store -> topology.addStateStore(stores.apply(store), LEDGER));
    for (String store :
        List.of(
            LedgerStores.HEADS,
            LedgerStores.MATCHES,
            LedgerStores.SEEN,
            LedgerStores.TIMERS,
            LedgerStores.PARTITION,
            TAGS)) {
      topology.addStateStore(stores.apply(store), LEDGER);
    }

    addSink(topology, Topics.TAG_CHANGES);
    addSink(topology, Topics.SEGMENTATION_REJECTED_EVENTS);
    // The key of these changes to the person that continues, so that what moves is judged where
    // they live.
    topology.addSink(
        PersonLedgerProcessor.TRANSFERS_SINK,
        Topics.transfers(SERVICE),
        new StringSerializer(),
        Transfer.serde(),
        LEDGER);
    return topology;
  }

  private static void addSink(Topology topology, Topic<?> topic) {
    topology.addSink(topic.name(), topic.name(), new StringSerializer(), topic.serde(), LEDGER);
  }

  private PersonLedgerProcessor<?> ledger() {
    return new PersonLedgerProcessor<>(
        new TagLedger(
            rules, settings.epoch(), metrics, new SegmentBook(segments, settings.epoch(), metrics)),
        settings.retention(),
        Topics.SEGMENTATION_REJECTED_EVENTS,
        backlog);
  }

  private static Transfer byHand(String topic, byte[] value) {
    TagAct act = Topics.TAG_ACTS.serde().deserialize(topic, value);
    return Transfer.to(
        new PersonKey(act.workspace(), act.person()), ByHand.cause(act), ByHand.match(act));
  }
}
