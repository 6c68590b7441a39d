package io.impuls.segmentation.config;

import io.impuls.contracts.plan.MatrixDefinition;
import io.impuls.contracts.plan.SegmentDefinition;
import io.impuls.contracts.plan.TagDefinition;
import io.impuls.contracts.plan.TagRuleDefinition;
import io.impuls.contracts.topic.Topics;
import io.impuls.segmentation.domain.TagRule;
import io.impuls.segmentation.domain.TagRuleCompiler;
import io.impuls.segmentation.domain.TagRules;
import io.impuls.segmentation.domain.Tags;
import io.impuls.segmentation.domain.catalogue.Catalogue;
import io.impuls.segmentation.domain.matrix.Matrices;
import io.impuls.segmentation.domain.matrix.Matrix;
import io.impuls.segmentation.domain.segment.Segment;
import io.impuls.segmentation.domain.segment.Segments;
import io.impuls.segmentation.metrics.MicrometerSegmentationMetrics;
import io.impuls.segmentation.topology.LocalTags;
import io.impuls.segmentation.topology.SegmentationTopology;
import io.impuls.segmentation.topology.TagActTopic;
import io.impuls.service.hop.OneHop;
import io.impuls.streams.OwnerLookup;
import io.impuls.streams.StreamsRuntime;
import io.impuls.streams.StreamsSettings;
import io.impuls.streams.definitions.DefinitionDesk;
import io.impuls.streams.definitions.DefinitionFeed;
import io.impuls.streams.definitions.Version;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Puts the plain objects together; they know nothing of the container. */
@ApplicationScoped
public class SegmentationWiring {

  /**
   * What was published once stays in force, even where this instance is set to allow only shorter
   * windows today.
   */
  static final Duration ANY_WINDOW = Duration.ofDays(3_660);

  private volatile StreamsRuntime running;

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  @Produces
  @Singleton
  DefinitionFeed<TagRuleDefinition, TagRule, TagRules> rules(
      SegmentationConfig config, MeterRegistry registry) {
    TagRuleCompiler compiler = new TagRuleCompiler(ANY_WINDOW);
    return new DefinitionFeed<>(
        Topics.TAG_RULES,
        config.kafka().bootstrapServers(),
        config.instanceId(),
        rule -> compiler.compile(rule.id(), rule.version(), rule.definition()).orElseThrow(),
        SegmentationWiring::index,
        registry);
  }

  @Produces
  @Singleton
  DefinitionDesk<TagRuleDefinition, TagRule> desk(
      SegmentationConfig config,
      DefinitionFeed<TagRuleDefinition, TagRule, TagRules> rules,
      InstantSource clock) {
    TagRuleCompiler compiler = new TagRuleCompiler(config.segmentation().longestCap());
    return new DefinitionDesk<>(
        rules,
        rule -> compiler.compile(rule.id(), rule.version(), rule.definition()),
        SegmentationConfig.reach(config),
        clock);
  }

  @Produces
  @Singleton
  StreamsSettings settings(SegmentationConfig config) {
    return new StreamsSettings(
        SegmentationTopology.APPLICATION_ID,
        config.kafka().bootstrapServers(),
        config.instanceId(),
        config.stateDir(),
        config.segmentation().threads(),
        config.standbys(),
        config.advertisedUrl(),
        Topics.deadLetters(SegmentationTopology.SERVICE),
        config.segmentation().commitInterval());
  }

  @Produces
  @Singleton
  StreamsRuntime runtime(
      SegmentationConfig config,
      StreamsSettings settings,
      DefinitionFeed<TagRuleDefinition, TagRule, TagRules> rules,
      DefinitionFeed<MatrixDefinition, Matrix, Matrices> matrices,
      DefinitionFeed<TagDefinition, TagDefinition, Catalogue> catalogue,
      PresentRules present,
      DefinitionFeed<SegmentDefinition, Segment, Segments> segments,
      MeterRegistry registry) {
    Duration retention = SegmentationConfig.retention(config);
    SegmentationTopology topology =
        new SegmentationTopology(
            present,
            workspace -> segments.index(workspace).orElse(Segments.NONE),
            new SegmentationTopology.Settings(config.segmentation().epoch(), retention),
            new MicrometerSegmentationMetrics(registry),
            this::consumed);
    running =
        new StreamsRuntime(
            settings,
            topology.build(),
            SegmentationTopology.topics(),
            List.of(rules, matrices, catalogue, segments),
            registry);
    return running;
  }

  /** The topology asks for it, which the runtime is made of. */
  private boolean consumed(String topic, int partition) {
    StreamsRuntime runtime = running;
    return runtime != null && runtime.consumed(topic, partition);
  }

  @Produces
  @Singleton
  OwnerLookup owners(StreamsRuntime runtime, StreamsSettings settings) {
    return new OwnerLookup(runtime, settings);
  }

  @Produces
  @Singleton
  Tags tags(OwnerLookup owners, PresentRules present) {
    return new LocalTags(owners, present);
  }

  @Produces
  @Singleton
  TagActTopic acts(SegmentationConfig config) {
    return TagActTopic.at(config.kafka().bootstrapServers(), config.instanceId());
  }

  void close(@Disposes TagActTopic acts) {
    acts.close();
  }

  @Produces
  @Singleton
  OneHop hop(SegmentationConfig config) {
    return new OneHop(config.segmentation().peerTimeout());
  }

  void start(@Observes StartupEvent started, StreamsRuntime runtime) {
    runtime.start();
  }

  void stop(@Observes ShutdownEvent stopped, StreamsRuntime runtime) {
    runtime.close();
  }

  private static TagRules index(List<Version<TagRuleDefinition, TagRule>> versions) {
    return new TagRules(
        versions.stream()
            .map(
                version ->
                    new TagRules.InForce(
                        version.compiled(), version.published().effectiveFrom(), version.until()))
            .toList());
  }
}
