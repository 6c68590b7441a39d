package io.impuls.systemtests.topologies;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.contact.ContactChange;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.contracts.plan.TagRuleDefinition;
import io.impuls.contracts.topic.Json;
import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import io.impuls.demo.report.Evidence;
import io.impuls.scoring.domain.PlanCompiler;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.metrics.ScoringMetrics;
import io.impuls.scoring.topology.ScoringTopology;
import io.impuls.segmentation.domain.SegmentationMetrics;
import io.impuls.segmentation.domain.TagRuleCompiler;
import io.impuls.segmentation.domain.TagRules;
import io.impuls.segmentation.topology.SegmentationTopology;
import io.impuls.streams.timers.Backlog;
import io.impuls.tracking.handover.SourceFacts;
import io.impuls.tracking.resolver.domain.DeviceOwners;
import io.impuls.tracking.resolver.domain.DeviceResolver;
import io.impuls.tracking.resolver.domain.ResolverMetrics;
import io.impuls.tracking.resolver.domain.identity.IdentityGraph;
import io.impuls.tracking.resolver.lists.PublicLists;
import io.impuls.tracking.resolver.topology.ResolverSettings;
import io.impuls.tracking.resolver.topology.ResolverTopology;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** Resolver, then scoring and segmentation by the demo's definitions: collected events in. */
final class Chain implements AutoCloseable {

  static final Duration HORIZON = Duration.ofDays(30);

  private static final int MOST_IDENTIFIERS = 100;

  /** More than all of a log in a minute: nobody is taken for a machine by pace. */
  private static final int EVENTS_PER_MINUTE = 1_000;

  private static final Duration RETENTION = HORIZON.plusDays(31);

  private final Path directory;
  private final TopologyTestDriver resolver;
  private final TopologyTestDriver scoring;
  private final TopologyTestDriver segmentation;
  private final List<Event> collected = new ArrayList<>();

  /** Keeps its state below {@code directory}; everything is judged by versions in force from. */
  Chain(Path directory, Instant from) throws IOException {
    this.directory = directory;
    this.resolver =
        driver(
            "resolver",
            new ResolverTopology(
                    new DeviceResolver(
                        PublicLists.robots(), PublicLists.origins(), new DeviceOwners(HORIZON)),
                    new IdentityGraph(MOST_IDENTIFIERS),
                    new ResolverSettings(HORIZON, EVENTS_PER_MINUTE),
                    Backlog.NONE,
                    nothing(ResolverMetrics.class))
                .build());
    PlanVersions plans = plans(from);
    this.scoring =
        driver(
            "scoring",
            new ScoringTopology(
                    workspace -> plans,
                    new ScoringTopology.Settings(1, RETENTION),
                    nothing(ScoringMetrics.class),
                    Backlog.NONE)
                .build());
    TagRules rules = rules(from);
    this.segmentation =
        driver(
            "segmentation",
            new SegmentationTopology(
                    workspace -> rules,
                    new SegmentationTopology.Settings(1, RETENTION),
                    nothing(SegmentationMetrics.class),
                    Backlog.NONE)
                .build());
  }

  /** Sends events as they arrive through all three and gives what the topics then say. */
  Evidence send(List<Event> arriving) {
    return send(arriving, Map.of());
  }

  /**
   * The same, with what users decide.
   *
   * @param decisions each taken in before the event with its number
   */
  Evidence send(List<Event> arriving, Map<Integer, ContactChange> decisions) {
    TestInputTopic<String, ContactChange> decided =
        resolver.createInputTopic(
            Topics.CONTACT_CHANGES.name(), new StringSerializer(), Topics.CONTACT_CHANGES.serde());
    TestInputTopic<String, byte[]> in =
        resolver.createInputTopic(
            Topics.COLLECTED.name(), new StringSerializer(), new ByteArraySerializer());
    for (int i = 0; i < arriving.size(); i++) {
      Event event = arriving.get(i);
      ContactChange decision = decisions.get(i);
      if (decision != null) {
        decided.pipeInput(
            decision.workspace() + "|" + decision.person(), decision, event.receivedAt());
      }
      RecordHeaders headers = new RecordHeaders();
      new SourceFacts(HORIZON, List.of("shop.example")).writeTo(headers);
      in.pipeInput(
          new TestRecord<>(
              event.workspace() + "|" + event.identity().intakeKey().orElseThrow(),
              Topics.COLLECTED.serde().serialize(Topics.COLLECTED.name(), event),
              headers,
              event.receivedAt()));
    }
    collected.addAll(arriving);
    List<TestRecord<String, Event>> resolved = output(resolver, Topics.EVENTS).readRecordsToList();
    pass(resolved, scoring);
    pass(resolved, segmentation);
    return new Evidence(
        List.copyOf(collected),
        resolved.stream().map(TestRecord::value).toList(),
        output(resolver, Topics.REJECTED_EVENTS).readValuesToList(),
        output(scoring, Topics.SCORE_CHANGES).readValuesToList(),
        output(scoring, Topics.DECISIONS).readValuesToList(),
        output(segmentation, Topics.TAG_CHANGES).readValuesToList(),
        List.of(),
        0);
  }

  private static void pass(List<TestRecord<String, Event>> resolved, TopologyTestDriver to) {
    to.createInputTopic(Topics.EVENTS.name(), new StringSerializer(), Topics.EVENTS.serde())
        .pipeRecordList(resolved);
  }

  private static <V> TestOutputTopic<String, V> output(TopologyTestDriver of, Topic<V> topic) {
    return of.createOutputTopic(topic.name(), new StringDeserializer(), topic.serde());
  }

  private TopologyTestDriver driver(String name, Topology topology) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve(name).toString());
    return new TopologyTestDriver(topology, settings);
  }

  private static PlanVersions plans(Instant from) throws IOException {
    ScoringPlanDefinition written =
        Json.mapper().treeToValue(read("plan.json"), ScoringPlanDefinition.class);
    return new PlanVersions(
        List.of(
            new PlanCompiler(Duration.ofDays(31)).compile("demo", 1, from, written).orElseThrow()));
  }

  private static TagRules rules(Instant from) throws IOException {
    TagRuleCompiler compiler = new TagRuleCompiler(Duration.ofDays(31));
    List<TagRules.InForce> rules = new ArrayList<>();
    for (Map.Entry<String, JsonNode> rule : read("tag-rules.json").properties()) {
      TagRuleDefinition written =
          Json.mapper().treeToValue(rule.getValue(), TagRuleDefinition.class);
      rules.add(
          new TagRules.InForce(
              compiler.compile(rule.getKey(), 1, written).orElseThrow(), from, Instant.MAX));
    }
    return new TagRules(rules);
  }

  private static JsonNode read(String name) throws IOException {
    try (InputStream in =
        Evidence.class.getResourceAsStream("/io/impuls/demo/definitions/" + name)) {
      return Json.mapper().readTree(in);
    }
  }

  /** Gives metrics that count nothing, however many methods the interface has. */
  private static <T> T nothing(Class<T> metrics) {
    return metrics.cast(
        Proxy.newProxyInstance(
            metrics.getClassLoader(), new Class<?>[] {metrics}, (proxy, method, args) -> null));
  }

  @Override
  public void close() {
    resolver.close();
    scoring.close();
    segmentation.close();
  }
}
