package io.impuls.segmentation.config;

import io.impuls.contracts.plan.SegmentDefinition;
import io.impuls.contracts.topic.Topics;
import io.impuls.segmentation.domain.segment.Memberships;
import io.impuls.segmentation.domain.segment.Segment;
import io.impuls.segmentation.domain.segment.SegmentCompiler;
import io.impuls.segmentation.domain.segment.Segments;
import io.impuls.segmentation.topology.segment.HistoryApplications;
import io.impuls.segmentation.topology.segment.LocalSegments;
import io.impuls.segmentation.topology.segment.SnapshotTopic;
import io.impuls.streams.OwnerLookup;
import io.impuls.streams.definitions.DefinitionDesk;
import io.impuls.streams.definitions.DefinitionFeed;
import io.impuls.streams.definitions.Version;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts together what segments need. */
@ApplicationScoped
public class SegmentWiring {

  @Produces
  @Singleton
  DefinitionFeed<SegmentDefinition, Segment, Segments> segments(
      SegmentationConfig config, MeterRegistry registry) {
    SegmentCompiler compiler = new SegmentCompiler(SegmentationWiring.ANY_WINDOW);
    return new DefinitionFeed<>(
        Topics.SEGMENTS,
        config.kafka().bootstrapServers(),
        config.instanceId(),
        one -> compiler.compile(one.id(), one.version(), one.definition()).orElseThrow(),
        definition -> definition.state() == SegmentDefinition.State.DRAFT,
        SegmentWiring::index,
        registry);
  }

  @Produces
  @Singleton
  DefinitionDesk<SegmentDefinition, Segment> desk(
      SegmentationConfig config,
      DefinitionFeed<SegmentDefinition, Segment, Segments> segments,
      InstantSource clock) {
    SegmentCompiler compiler = new SegmentCompiler(config.segmentation().longestCap());
    return new DefinitionDesk<>(
        segments,
        one ->
            compiler.compile(
                one.id(),
                one.version(),
                one.definition(),
                newest(segments.versions(one.workspace()))),
        SegmentationConfig.reach(config),
        clock);
  }

  @Produces
  @Singleton
  Memberships memberships(OwnerLookup owners) {
    return new LocalSegments(owners);
  }

  @Produces
  @Singleton
  SnapshotTopic snapshots(SegmentationConfig config) {
    return SnapshotTopic.at(config.kafka().bootstrapServers(), config.instanceId());
  }

  void close(@Disposes SnapshotTopic snapshots) {
    snapshots.close();
  }

  @Produces
  @Singleton
  HistoryApplications applications(
      SegmentationConfig config,
      DefinitionFeed<SegmentDefinition, Segment, Segments> segments,
      InstantSource clock) {
    return new HistoryApplications(
        workspace -> segments.index(workspace).orElse(Segments.NONE),
        config.kafka().bootstrapServers(),
        config.instanceId(),
        SegmentationConfig.retention(config),
        config.segmentation().historyPerSecond(),
        clock);
  }

  void close(@Disposes HistoryApplications applications) {
    applications.close();
  }

  private static Map<String, Segment> newest(List<Version<SegmentDefinition, Segment>> versions) {
    Map<String, Segment> newest = new TreeMap<>();
    for (Version<SegmentDefinition, Segment> version : versions) {
      Segment one = version.compiled();
      if (one.state() == SegmentDefinition.State.ACTIVE) {
        newest.merge(one.id(), one, (a, b) -> a.version() > b.version() ? a : b);
      }
    }
    return newest;
  }

  private static Segments index(List<Version<SegmentDefinition, Segment>> versions) {
    return new Segments(
        versions.stream()
            .map(
                version ->
                    new Segments.InForce(
                        version.compiled(), version.published().effectiveFrom(), version.until()))
            .toList());
  }
}
