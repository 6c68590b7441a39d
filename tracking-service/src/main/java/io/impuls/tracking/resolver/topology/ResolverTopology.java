package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.contact.ContactChange;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.topic.JsonSerde;
import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import io.impuls.streams.timers.Backlog;
import io.impuls.tracking.resolver.domain.DeviceLogin;
import io.impuls.tracking.resolver.domain.DeviceResolver;
import io.impuls.tracking.resolver.domain.MessageJudge;
import io.impuls.tracking.resolver.domain.Placed;
import io.impuls.tracking.resolver.domain.ResolverMetrics;
import io.impuls.tracking.resolver.domain.identity.IdentityGraph;
import io.impuls.tracking.resolver.domain.identity.Renaming;
import io.impuls.tracking.resolver.topology.Outgoing.Decided;
import io.impuls.tracking.resolver.topology.Outgoing.Linked;
import io.impuls.tracking.resolver.topology.Outgoing.OfMails;
import io.impuls.tracking.resolver.topology.Outgoing.Refused;
import io.impuls.tracking.resolver.topology.Outgoing.Renamed;
import io.impuls.tracking.resolver.topology.Outgoing.ToClient;
import io.impuls.tracking.resolver.topology.Outgoing.ToIdentifier;
import io.impuls.tracking.resolver.topology.Outgoing.ToPerson;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * From what was received to what a person did, in two hops; what became of messages takes a third.
 *
 * <ol>
 *   <li>By device: duplicates, visits, and who the device says it was. What a nobody did needs no
 *       more: its person follows from the device. So everything about an anonymous person is
 *       published before the record that merges them into a known one.
 *   <li>By the identifier that names the actor: from identifier to person.
 *   <li>What became of messages, by message and person: human or machine, told by all of it.
 * </ol>
 *
 * Beside them, the graph: which identifiers came together in a workspace, and so who is who. Its
 * findings go back to the identifiers.
 */
public final class ResolverTopology {

  private static final Serde<String> KEY = Serdes.String();
  private static final Serde<DeviceLogin> LOGINS = JsonSerde.of(DeviceLogin.class);
  private static final Serde<Renaming> NAMES = JsonSerde.of(Renaming.class);

  private final DeviceResolver resolver;
  private final IdentityGraph graph;
  private final ResolverSettings settings;
  private final Backlog backlog;
  private final ResolverMetrics metrics;

  /**
   * Makes the topology.
   *
   * @param resolver the rules of the first hop
   * @param graph the rules of who is who
   * @param settings what operators set
   * @param backlog tells how far what was collected has been consumed
   * @param metrics counts what happens
   */
  public ResolverTopology(
      DeviceResolver resolver,
      IdentityGraph graph,
      ResolverSettings settings,
      Backlog backlog,
      ResolverMetrics metrics) {
    this.backlog = backlog;
    this.resolver = resolver;
    this.graph = graph;
    this.settings = settings;
    this.metrics = metrics;
  }

  /** Gives the topics that must exist before it starts. */
  public static List<String> topics() {
    return List.of(
        Topics.COLLECTED.name(),
        Topics.EVENTS.name(),
        Topics.IDENTITY_LINKS.name(),
        Topics.IDENTITY_NAMES,
        Topics.IMPORTED_ROWS,
        Topics.DEVICE_LOGINS,
        Topics.CONTACT_CHANGES.name(),
        Topics.REJECTED_EVENTS.name(),
        Topics.MAIL_WITHDRAWALS.name(),
        Topics.deadLetters("tracking"));
  }

  /** Builds it. */
  public Topology build() {
    StreamsBuilder builder = new StreamsBuilder();
    ResolverStores.device(settings.dedupe()).forEach(builder::addStateStore);
    builder.addStateStore(ResolverStores.importedRows());
    builder.addStateStore(ResolverStores.identifiers());
    builder.addStateStore(ResolverStores.graph());
    builder.addStateStore(ResolverStores.messages());

    // Key: workspace and device (or the strongest identifier where there is no device). A device's
    // events keep the order of their receipt here. Bytes, as an unreadable record must not stop us.
    KStream<String, byte[]> collected =
        builder.stream(
            Topics.COLLECTED.name(), Consumed.with(KEY, Serdes.ByteArray()).withName("collected"));

    // The key changes to the row of an import, and back: a row counts once whoever it names. All
    // else passes.
    Map<String, KStream<String, byte[]>> received =
        collected
            .process(ImportedRows.Sorter::new, Named.as("sort-rows"))
            .split(Named.as("received-"))
            .branch((key, value) -> ImportedRows.isRow(key), Branched.as("rows"))
            .defaultBranch(Branched.as("others"));
    KStream<String, byte[]> rows =
        builder.stream(
            Topics.IMPORTED_ROWS, Consumed.with(KEY, Serdes.ByteArray()).withName("compared-rows"));

    Map<String, KStream<String, Outgoing>> byDevice =
        received
            .get("received-others")
            .merge(rows, Named.as("received"))
            .process(
                () -> new DeviceProcessor(resolver, settings, backlog, metrics),
                Named.as("resolve-device"),
                ResolverStores.DEVICE_STORES)
            .split(Named.as("device-"))
            .branch((key, out) -> out instanceof Refused, Branched.as("refused"))
            .branch((key, out) -> out instanceof ToPerson, Branched.as("anonymous"))
            .branch((key, out) -> out instanceof ToIdentifier, Branched.as("named"))
            .branch((key, out) -> out instanceof ToClient, Branched.as("logins"))
            .noDefaultBranch();

    to(
        byDevice.get("device-refused"),
        Topics.REJECTED_EVENTS,
        out -> ((Refused) out).event(),
        "refused");
    to(
        byDevice.get("device-anonymous"),
        Topics.EVENTS,
        out -> ((ToPerson) out).event(),
        "anonymous");

    // Key: workspace and an id that a client made up. Who showed themself by the cookie of the same
    // browser comes to the partition that the id's own events come to.
    byDevice
        .get("device-logins")
        .mapValues(out -> ((ToClient) out).login(), Named.as("logins-content"))
        .to(Topics.DEVICE_LOGINS, Produced.with(KEY, LOGINS).withName("logins-out"));
    KStream<String, Placed> byLogin =
        builder.stream(Topics.DEVICE_LOGINS, Consumed.with(KEY, LOGINS).withName("logins"))
            .process(
                () -> new LoginProcessor(resolver),
                Named.as("resolve-login"),
                ResolverStores.DEVICES);

    // The key changes to workspace and identifier: one person's events from several devices come
    // together, in no promised order between devices.
    KStream<String, Outgoing> named =
        byDevice
            .get("device-named")
            .mapValues(out -> ((ToIdentifier) out).placed(), Named.as("named-placed"))
            .merge(byLogin, Named.as("named-by-login"))
            .repartition(
                Repartitioned.<String, Placed>as("named")
                    .withKeySerde(KEY)
                    .withValueSerde(JsonSerde.of(Placed.class))
                    .withNumberOfPartitions(Topics.PARTITIONS))
            .mapValues(ToIdentifier::new, Named.as("named-arrived"));

    // Key: workspace and identifier. What the graph found comes back in the order of its findings.
    KStream<String, Outgoing> names =
        builder.stream(Topics.IDENTITY_NAMES, Consumed.with(KEY, NAMES).withName("names"))
            .mapValues(Renamed::new, Named.as("names-arrived"));

    Map<String, KStream<String, Outgoing>> byIdentifier =
        named
            .merge(names, Named.as("identifiers"))
            .process(
                () -> new IdentifierProcessor(metrics),
                Named.as("resolve-identifier"),
                ResolverStores.IDENTIFIERS)
            .split(Named.as("identifier-"))
            .branch((key, out) -> out instanceof Refused, Branched.as("withheld"))
            .branch((key, out) -> isOfMessage(out), Branched.as("of-message"))
            .branch((key, out) -> out instanceof ToPerson, Branched.as("resolved"))
            .branch((key, out) -> out instanceof Linked, Branched.as("linked"))
            .branch((key, out) -> out instanceof Renamed, Branched.as("onward"))
            .noDefaultBranch();

    // Key: workspace and person, on every way out.
    to(
        byIdentifier.get("identifier-resolved"),
        Topics.EVENTS,
        out -> ((ToPerson) out).event(),
        "resolved");
    to(
        byIdentifier.get("identifier-withheld"),
        Topics.REJECTED_EVENTS,
        out -> ((Refused) out).event(),
        "withheld");
    to(
        byIdentifier.get("identifier-linked"),
        Topics.IDENTITY_LINKS,
        out -> ((Linked) out).link(),
        "linked");

    renamed(byIdentifier.get("identifier-onward"), "onward");

    // Key: workspace. One task sees all links of a workspace, and what its users decided; they are
    // few, as each link is told once.
    KStream<String, Outgoing> links =
        builder.stream(
                Topics.IDENTITY_LINKS.name(),
                Consumed.with(KEY, Topics.IDENTITY_LINKS.serde()).withName("links"))
            .mapValues(Linked::new, Named.as("links-arrived"));
    KStream<String, Outgoing> decisions =
        builder.stream(
                Topics.CONTACT_CHANGES.name(),
                Consumed.with(KEY, Topics.CONTACT_CHANGES.serde()).withName("contact-changes"))
            .filter((key, change) -> change != null && ofPersons(change), Named.as("decisions"))
            .selectKey((key, change) -> change.workspace().toString(), Named.as("by-workspace"))
            .repartition(
                Repartitioned.<String, ContactChange>as("decided")
                    .withKeySerde(KEY)
                    .withValueSerde(Topics.CONTACT_CHANGES.serde())
                    .withNumberOfPartitions(Topics.PARTITIONS))
            .mapValues(Decided::new, Named.as("decided-arrived"));

    Map<String, KStream<String, Outgoing>> byWorkspace =
        links
            .merge(decisions, Named.as("graph-input"))
            .process(
                () -> new GraphProcessor(graph, metrics),
                Named.as("resolve-graph"),
                ResolverStores.GRAPH)
            .split(Named.as("graph-"))
            .branch((key, out) -> out instanceof ToPerson, Branched.as("review"))
            .branch((key, out) -> out instanceof Renamed, Branched.as("renamed"))
            .branch((key, out) -> out instanceof OfMails, Branched.as("of-mails"))
            .noDefaultBranch();
    to(byWorkspace.get("graph-review"), Topics.EVENTS, out -> ((ToPerson) out).event(), "review");
    renamed(byWorkspace.get("graph-renamed"), "renamed");
    to(
        byWorkspace.get("graph-of-mails"),
        Topics.MAIL_WITHDRAWALS,
        out -> ((OfMails) out).withdrawal(),
        "of-mails");

    // The key changes to workspace, message and person: what came of a message by whatever device
    // comes together, in the order of its receipt. Then back to workspace and person.
    byIdentifier
        .get("identifier-of-message")
        .mapValues(out -> ((ToPerson) out).event(), Named.as("message-content"))
        .selectKey((key, event) -> MessageProcessor.key(event), Named.as("message-key"))
        .repartition(
            Repartitioned.<String, Event>as("messages")
                .withKeySerde(KEY)
                .withValueSerde(JsonSerde.of(Event.class))
                .withNumberOfPartitions(Topics.PARTITIONS))
        .process(MessageProcessor::new, Named.as("judge-message"), ResolverStores.MESSAGES)
        .to(Topics.EVENTS.name(), Produced.with(KEY, Topics.EVENTS.serde()).withName("judged-out"));

    // Key: the row of an import.
    received
        .get("received-rows")
        .repartition(
            Repartitioned.<String, byte[]>as("rows")
                .withKeySerde(KEY)
                .withValueSerde(Serdes.ByteArray())
                .withNumberOfPartitions(Topics.PARTITIONS))
        .process(ImportedRows.Comparer::new, Named.as("compare-rows"), ResolverStores.IMPORTED_ROWS)
        .to(
            Topics.IMPORTED_ROWS,
            Produced.with(KEY, Serdes.ByteArray()).withName("compared-rows-out"));
    return builder.build();
  }

  private static void renamed(KStream<String, Outgoing> stream, String name) {
    stream
        .mapValues(out -> ((Renamed) out).renaming(), Named.as(name + "-content"))
        .to(Topics.IDENTITY_NAMES, Produced.with(KEY, NAMES).withName(name + "-out"));
  }

  private static boolean ofPersons(ContactChange change) {
    return switch (change.kind()) {
      case MERGED, SPLIT, CONSENT -> true;
      case ATTRIBUTES, ERASED -> false;
    };
  }

  private static boolean isOfMessage(Outgoing out) {
    return out instanceof ToPerson found && MessageJudge.message(found.event()).isPresent();
  }

  private static <V> void to(
      KStream<String, Outgoing> stream,
      Topic<V> topic,
      Function<Outgoing, V> content,
      String name) {
    stream
        .mapValues(content::apply, Named.as(name + "-content"))
        .to(topic.name(), Produced.with(KEY, topic.serde()).withName(name + "-out"));
  }
}
