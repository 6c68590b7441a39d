package io.impuls.scoring.config;

import io.impuls.contracts.plan.Published;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import io.impuls.rules.Parsed;
import io.impuls.scoring.domain.EventSearch;
import io.impuls.scoring.domain.PlanCompiler;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.Scores;
import io.impuls.scoring.domain.ScoringPlan;
import io.impuls.scoring.metrics.MicrometerRehearsalMetrics;
import io.impuls.scoring.metrics.MicrometerScoringMetrics;
import io.impuls.scoring.topology.EventTopicSearch;
import io.impuls.scoring.topology.LocalRehearsals;
import io.impuls.scoring.topology.LocalScores;
import io.impuls.scoring.topology.ManualEntryTopic;
import io.impuls.scoring.topology.ScoringTopology;
import io.impuls.service.config.WebhookConfig;
import io.impuls.service.feed.TopicFeed;
import io.impuls.service.hop.OneHop;
import io.impuls.service.metrics.MicrometerWebhookMetrics;
import io.impuls.service.webhook.WebhookDesk;
import io.impuls.service.webhook.Webhooks;
import io.impuls.streams.OwnerLookup;
import io.impuls.streams.StreamsRuntime;
import io.impuls.streams.StreamsSettings;
import io.impuls.streams.definitions.DefinitionDesk;
import io.impuls.streams.definitions.DefinitionFeed;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Puts the plain objects together; they know nothing of the container. */
@ApplicationScoped
public class ScoringWiring {

  /**
   * What was published once stays in force, even where this instance is set to allow only shorter
   * windows today.
   */
  private static final Duration ANY_WINDOW = Duration.ofDays(3_660);

  private static final String REHEARSALS = "rehearsals";

  private volatile StreamsRuntime running;

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  /** Reads what is proposed. */
  @Produces
  @Singleton
  PlanCompiler proposed(ScoringConfig config) {
    return new PlanCompiler(config.scoring().longestCap());
  }

  @Produces
  @Singleton
  DefinitionDesk<ScoringPlanDefinition, ScoringPlan> desk(
      ScoringConfig config,
      DefinitionFeed<ScoringPlanDefinition, ScoringPlan, PlanVersions> plans,
      PlanCompiler proposed,
      InstantSource clock) {
    return new DefinitionDesk<>(
        plans, plan -> compile(proposed, plan), ScoringConfig.reach(config), clock);
  }

  @Produces
  @Singleton
  OneHop hop(ScoringConfig config) {
    return new OneHop(config.scoring().peerTimeout());
  }

  @Produces
  @Singleton
  DefinitionFeed<ScoringPlanDefinition, ScoringPlan, PlanVersions> plans(
      ScoringConfig config, MeterRegistry registry) {
    PlanCompiler published = new PlanCompiler(ANY_WINDOW);
    return new DefinitionFeed<>(
        Topics.PLANS,
        config.kafka().bootstrapServers(),
        config.instanceId(),
        plan -> compile(published, plan).orElseThrow(),
        plan -> plan.state() == ScoringPlanDefinition.State.DRAFT,
        versions -> new PlanVersions(versions.stream().map(v -> v.compiled()).toList()),
        registry);
  }

  @Produces
  @Singleton
  StreamsSettings settings(ScoringConfig config) {
    return new StreamsSettings(
        ScoringTopology.APPLICATION_ID,
        config.kafka().bootstrapServers(),
        config.instanceId(),
        config.stateDir(),
        config.scoring().threads(),
        config.standbys(),
        config.advertisedUrl(),
        Topics.deadLetters("scoring"),
        config.scoring().commitInterval());
  }

  @Produces
  @Singleton
  StreamsRuntime runtime(
      ScoringConfig config,
      StreamsSettings settings,
      DefinitionFeed<ScoringPlanDefinition, ScoringPlan, PlanVersions> plans,
      MeterRegistry registry) {
    Duration retention = ScoringConfig.retention(config);
    ScoringTopology topology =
        new ScoringTopology(
            workspace -> plans.index(workspace).orElse(PlanVersions.NONE),
            new ScoringTopology.Settings(config.scoring().epoch(), retention),
            new MicrometerScoringMetrics(registry),
            this::consumed);
    running =
        new StreamsRuntime(
            settings, topology.build(), ScoringTopology.topics(), List.of(plans), registry);
    return running;
  }

  /** The topology asks for it, which the runtime is made of. */
  private boolean consumed(String topic, int partition) {
    StreamsRuntime runtime = running;
    return runtime != null && runtime.consumed(topic, partition);
  }

  @Produces
  @Singleton
  ManualEntryTopic manualEntries(ScoringConfig config) {
    return ManualEntryTopic.to(config.kafka().bootstrapServers(), config.instanceId());
  }

  void close(@Disposes ManualEntryTopic manualEntries) {
    manualEntries.close();
  }

  @Produces
  @Singleton
  EventSearch events(ScoringConfig config) {
    return new EventTopicSearch(config.kafka().bootstrapServers());
  }

  /** What runs keep lies beside the stores, where there is room. */
  @Produces
  @Singleton
  LocalRehearsals rehearsals(ScoringConfig config, InstantSource clock, MeterRegistry registry) {
    MicrometerRehearsalMetrics metrics = new MicrometerRehearsalMetrics(registry);
    LocalRehearsals rehearsals =
        new LocalRehearsals(
            new LocalRehearsals.Settings(
                config.kafka().bootstrapServers(),
                config.instanceId(),
                config.stateDir().resolve(REHEARSALS),
                config.scoring().rehearsals().atOnce(),
                config.scoring().rehearsals().recordsPerSecond()),
            clock,
            metrics::ended);
    metrics.watch(rehearsals::running);
    return rehearsals;
  }

  void close(@Disposes LocalRehearsals rehearsals) {
    rehearsals.close();
  }

  @Produces
  @Singleton
  Scores scores(
      StreamsRuntime runtime,
      StreamsSettings settings,
      DefinitionFeed<ScoringPlanDefinition, ScoringPlan, PlanVersions> plans,
      InstantSource clock) {
    return new LocalScores(
        runtime,
        new OwnerLookup(runtime, settings),
        workspace -> plans.index(workspace).orElse(PlanVersions.NONE),
        clock);
  }

  @Produces
  @Singleton
  @Named("score-changes")
  TopicFeed scoreChanges(ScoringConfig config, InstantSource clock, MeterRegistry registry) {
    return feed(Topics.SCORE_CHANGES, "score-change", config, clock, registry);
  }

  @Produces
  @Singleton
  @Named("decisions")
  TopicFeed decisions(ScoringConfig config, InstantSource clock, MeterRegistry registry) {
    return feed(Topics.DECISIONS, "decision", config, clock, registry);
  }

  private static TopicFeed feed(
      Topic<?> topic,
      String event,
      ScoringConfig config,
      InstantSource clock,
      MeterRegistry registry) {
    return new TopicFeed(
        topic,
        event,
        config.kafka().bootstrapServers(),
        config.instanceId(),
        config.scoring().feedListeners(),
        clock,
        registry);
  }

  @Produces
  @Singleton
  Webhooks webhooks(
      ScoringConfig config,
      WebhookConfig webhooks,
      Vertx vertx,
      InstantSource clock,
      MeterRegistry registry) {
    return new Webhooks(
        webhooks.settings(config.kafka().bootstrapServers(), config.instanceId(), "scoring"),
        Topics.SCORING_WEBHOOKS,
        Map.of("score-changes", Topics.SCORE_CHANGES, "decisions", Topics.DECISIONS),
        vertx,
        new MicrometerWebhookMetrics(registry),
        clock);
  }

  @Produces
  @Singleton
  WebhookDesk webhookDesk(Webhooks webhooks) {
    return webhooks.desk();
  }

  private static Parsed<ScoringPlan> compile(
      PlanCompiler compiler, Published<ScoringPlanDefinition> plan) {
    return compiler.compile(plan.id(), plan.version(), plan.effectiveFrom(), plan.definition());
  }

  /** Rehearsals are made at once, so that what a killed process left behind goes. */
  void start(
      @Observes StartupEvent started,
      StreamsRuntime runtime,
      LocalRehearsals rehearsals,
      Webhooks webhooks) {
    runtime.start();
    webhooks.start();
  }

  void stop(
      @Observes ShutdownEvent stopped,
      StreamsRuntime runtime,
      LocalRehearsals rehearsals,
      Webhooks webhooks) {
    webhooks.close();
    rehearsals.close();
    runtime.close();
  }
}
