package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.Ids;
import io.impuls.contracts.contact.ContactChange;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Identity;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.ServerFacts;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.message.MailWithdrawal;
import io.impuls.contracts.topic.Topics;
import io.impuls.streams.StreamsSettings;
import io.impuls.streams.timers.Backlog;
import io.impuls.tracking.handover.ImportedRow;
import io.impuls.tracking.handover.SourceFacts;
import io.impuls.tracking.resolver.domain.DeviceOwners;
import io.impuls.tracking.resolver.domain.DeviceResolver;
import io.impuls.tracking.resolver.domain.ResolverMetrics;
import io.impuls.tracking.resolver.domain.identity.IdentityGraph;
import io.impuls.tracking.resolver.lists.PublicLists;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The resolver's topology in a test driver, fed with events as the collector writes them. */
final class ResolverDriver implements AutoCloseable {

  static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
  static final Duration HORIZON = Duration.ofDays(2);
  static final int MOST_IDENTIFIERS = 6;
  static final int EVENTS_PER_MINUTE = 100;
  static final Source SITE = new Source("site", Source.Kind.BROWSER);
  static final Source SHOP = new Source("shop", Source.Kind.BACKEND);

  private static final DeviceResolver RESOLVER =
      new DeviceResolver(
          PublicLists.robots(), PublicLists.origins(), new DeviceOwners(Duration.ofDays(30)));

  final Tally tally = new Tally();

  /** Whether the log that the events come from has no more of them. */
  boolean consumed = true;

  private final TopologyTestDriver driver;
  private final TestInputTopic<String, byte[]> collected;
  private final TestInputTopic<String, ContactChange> contacts;
  private final TestOutputTopic<String, Event> events;
  private final TestOutputTopic<String, RejectedEvent> rejected;
  private final TestOutputTopic<String, MailWithdrawal> withdrawals;

  ResolverDriver(Path stateDir) {
    driver =
        new TopologyTestDriver(
            topology(tally, (topic, partition) -> consumed),
            new StreamsSettings(
                    "resolver-test",
                    "unused:1",
                    "test-1",
                    stateDir,
                    1,
                    0,
                    URI.create("http://127.0.0.1:8081"),
                    Topics.deadLetters("tracking"),
                    StreamsSettings.DEFAULT_COMMIT_INTERVAL)
                .properties(),
            START);
    collected =
        driver.createInputTopic(
            Topics.COLLECTED.name(), new StringSerializer(), new ByteArraySerializer());
    contacts =
        driver.createInputTopic(
            Topics.CONTACT_CHANGES.name(), new StringSerializer(), Topics.CONTACT_CHANGES.serde());
    events =
        driver.createOutputTopic(
            Topics.EVENTS.name(), new StringDeserializer(), Topics.EVENTS.serde());
    rejected =
        driver.createOutputTopic(
            Topics.REJECTED_EVENTS.name(),
            new StringDeserializer(),
            Topics.REJECTED_EVENTS.serde());
    withdrawals =
        driver.createOutputTopic(
            Topics.MAIL_WITHDRAWALS.name(),
            new StringDeserializer(),
            Topics.MAIL_WITHDRAWALS.serde());
  }

  static Topology topology(ResolverMetrics metrics, Backlog backlog) {
    return new ResolverTopology(
            RESOLVER,
            new IdentityGraph(MOST_IDENTIFIERS),
            new ResolverSettings(Duration.ofDays(30), EVENTS_PER_MINUTE),
            backlog,
            metrics)
        .build();
  }

  void send(Event event) {
    RecordHeaders headers = new RecordHeaders();
    new SourceFacts(HORIZON, List.of("shop.example")).writeTo(headers);
    ImportedRow.mark(event, headers);
    send(event, headers);
  }

  /** Sends it as releases did that did not mark the rows of imports. */
  void sendUnmarked(Event event) {
    RecordHeaders headers = new RecordHeaders();
    new SourceFacts(HORIZON, List.of("shop.example")).writeTo(headers);
    send(event, headers);
  }

  private void send(Event event, RecordHeaders headers) {
    collected.pipeInput(
        new TestRecord<>(
            event.workspace() + "|" + event.identity().intakeKey().orElseThrow(),
            Topics.COLLECTED.serde().serialize(Topics.COLLECTED.name(), event),
            headers,
            event.receivedAt()));
  }

  /** Lets a user decide that two persons are one, or two after all. */
  void decide(ContactChange.Kind kind, UUID from, UUID into, Duration at) {
    ContactChange change =
        new ContactChange(
            WORKSPACE,
            from,
            Ids.derived(WORKSPACE, "change", at.toString()),
            kind,
            START.plus(at),
            "marta",
            null,
            null,
            null,
            new Merge(from, into));
    contacts.pipeInput(WORKSPACE + "|" + from, change, change.occurredAt());
  }

  /** Lets a user write down what a person allows. */
  void consent(UUID person, Map<String, Boolean> consent, Duration at) {
    ContactChange change =
        new ContactChange(
            WORKSPACE,
            person,
            Ids.derived(WORKSPACE, "change", at.toString()),
            ContactChange.Kind.CONSENT,
            START.plus(at),
            "marta",
            null,
            null,
            consent,
            null);
    contacts.pipeInput(WORKSPACE + "|" + person, change, change.occurredAt());
  }

  void sendRaw(String key, byte[] value) {
    collected.pipeInput(key, value, START);
  }

  /** Lets wall-clock time pass. */
  void pass(Duration time) {
    driver.advanceWallClockTime(time);
  }

  List<Event> published() {
    return events.readValuesToList();
  }

  List<KeyValue<String, Event>> publishedWithKeys() {
    return events.readKeyValuesToList();
  }

  List<TestRecord<String, Event>> records() {
    return events.readRecordsToList();
  }

  List<RejectedEvent> refused() {
    return rejected.readValuesToList();
  }

  /** Gives what collectors learn of readers of mails; the last of a key holds. */
  List<KeyValue<String, MailWithdrawal>> withdrawals() {
    return withdrawals.readKeyValuesToList();
  }

  /** Gives a store's rows as they are. */
  KeyValueStore<byte[], byte[]> store(String name) {
    return driver.getKeyValueStore(name);
  }

  Map<String, Counters.Counts> counters() {
    return Counters.read(driver.getKeyValueStore(ResolverStores.PARTITION), WORKSPACE);
  }

  /** A page view of a browser, received {@code late} after it happened. */
  static Event view(String id, String visitor, Duration at, Duration late, String path) {
    return event(
        id,
        SITE,
        "page.viewed",
        new Identity(visitor, null, null, null, null),
        START.plus(at),
        late,
        new Page("https://shop.example" + path, path, null, null),
        "Firefox",
        id);
  }

  static Event view(String id, String visitor, Duration at) {
    return view(id, visitor, at, Duration.ZERO, "/" + id);
  }

  static Event event(
      String id,
      Source source,
      String type,
      Identity identity,
      Instant occurredAt,
      Duration late,
      Page page,
      String userAgent,
      String payload) {
    return new Event(
        WORKSPACE,
        Ids.event(WORKSPACE, source.id(), id),
        id,
        type,
        source,
        occurredAt,
        occurredAt.plus(late),
        null,
        identity,
        page,
        null,
        List.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        new ServerFacts("key", userAgent, null, null),
        Set.of(),
        payload,
        null);
  }

  /** An event that names somebody. */
  static Event login(String id, Identity identity, Duration at) {
    return event(
        id, SHOP, "person.identified", identity, START.plus(at), Duration.ZERO, null, null, id);
  }

  static Event login(String id, String visitor, String userId, Duration at) {
    return login(id, new Identity(visitor, null, userId, null, null), at);
  }

  /** An event that says which user id somebody had before, as an alias comes. */
  static Event alias(String id, String previousId, String userId, Duration at) {
    return saying(
        login(id, new Identity(null, previousId, userId, null, null), at),
        Map.of("previousId", previousId),
        Map.of());
  }

  /** An event of a client that says in which zone it is; null when it does not say. */
  static Event inZone(String id, String zone, Duration at) {
    return saying(
        login(id, "visitor", "anna", at),
        Map.of(),
        zone == null ? Map.of() : Map.of("timezone", zone));
  }

  private static Event saying(
      Event event, Map<String, Object> properties, Map<String, Object> context) {
    return new Event(
        event.workspace(),
        event.eventId(),
        event.clientId(),
        event.type(),
        event.source(),
        event.occurredAt(),
        event.receivedAt(),
        null,
        event.identity(),
        null,
        null,
        List.of(),
        properties,
        Map.of(),
        Map.of(),
        context,
        event.server(),
        Set.of(),
        event.payloadHash(),
        null);
  }

  @Override
  public void close() {
    driver.close();
  }

  /** Counts in plain numbers. */
  static final class Tally implements ResolverMetrics {
    int duplicates;
    int conflicts;
    int unreadable;
    int withheld;
    int identityConflicts;
    int merges;

    @Override
    public void accepted() {
      // the counters in the state are looked at instead
    }

    @Override
    public void duplicate() {
      duplicates++;
    }

    @Override
    public void conflictOfContent() {
      conflicts++;
    }

    @Override
    public void flooded() {
      // seen by the flag
    }

    @Override
    public void withheld() {
      withheld++;
    }

    @Override
    public void unreadable() {
      unreadable++;
    }

    @Override
    public void conflictOfIdentity() {
      identityConflicts++;
    }

    @Override
    public void merged() {
      merges++;
    }

    @Override
    public void visitEnded() {
      // seen by its event
    }
  }
}
