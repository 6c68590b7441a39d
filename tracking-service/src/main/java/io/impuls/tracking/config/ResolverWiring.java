package io.impuls.tracking.config;

import io.impuls.contracts.topic.Topics;
import io.impuls.streams.OwnerLookup;
import io.impuls.streams.StreamsRuntime;
import io.impuls.streams.StreamsSettings;
import io.impuls.tracking.handover.SourceFacts;
import io.impuls.tracking.metrics.MicrometerResolverMetrics;
import io.impuls.tracking.resolver.domain.DeviceOwners;
import io.impuls.tracking.resolver.domain.DeviceResolver;
import io.impuls.tracking.resolver.domain.identity.IdentityGraph;
import io.impuls.tracking.resolver.lists.PublicLists;
import io.impuls.tracking.resolver.topology.ResolverSettings;
import io.impuls.tracking.resolver.topology.ResolverTopology;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Makes the resolver and runs its topology, when it is switched on. */
@ApplicationScoped
public class ResolverWiring {

  /** Names the consumer group, the internal topics and the state: never changes. */
  private static final String APPLICATION_ID = "tracking-resolver";

  private final TrackingConfig.Resolver config;
  private final InstanceConfig instance;
  private final MeterRegistry registry;
  private volatile StreamsRuntime runtime;
  private StreamsSettings settings;

  ResolverWiring(TrackingConfig config, InstanceConfig instance, MeterRegistry registry) {
    this.config = config.resolver();
    this.instance = instance;
    this.registry = registry;
  }

  void start(@Observes StartupEvent start) {
    if (config.dedupe().compareTo(SourceFacts.LONGEST_HORIZON) < 0) {
      throw new IllegalStateException(
          "impuls.tracking.resolver.dedupe must be %s or more: a source may name such a horizon"
              .formatted(SourceFacts.LONGEST_HORIZON));
    }
    if (!config.enabled()) {
      return;
    }
    runtime().start();
  }

  void stop(@Observes ShutdownEvent stop) {
    if (config.enabled()) {
      runtime().close();
    }
  }

  /** Gives the way to the counters; its stores are empty while the resolver is switched off. */
  @Produces
  @Singleton
  OwnerLookup lookup() {
    return new OwnerLookup(runtime(), settings);
  }

  @Produces
  @Readiness
  @ApplicationScoped
  HealthCheck resolverReady() {
    return () ->
        HealthCheckResponse.named("resolver")
            .status(!config.enabled() || runtime().ready())
            .withData("state", config.enabled() ? runtime().status() : "DISABLED")
            .build();
  }

  @Produces
  @Liveness
  @ApplicationScoped
  HealthCheck resolverAlive() {
    return () ->
        HealthCheckResponse.named("resolver")
            .status(!config.enabled() || runtime().alive())
            .build();
  }

  private synchronized StreamsRuntime runtime() {
    if (runtime == null) {
      settings =
          new StreamsSettings(
              APPLICATION_ID,
              instance.kafka().bootstrapServers(),
              instance.instanceId(),
              instance.stateDir(),
              config.threads(),
              instance.standbys(),
              instance.advertisedUrl(),
              Topics.deadLetters("tracking"),
              config.commitInterval());
      ResolverTopology topology =
          new ResolverTopology(
              new DeviceResolver(
                  PublicLists.robots(), PublicLists.origins(), new DeviceOwners(config.adoption())),
              new IdentityGraph(config.identifiersOfAPerson()),
              new ResolverSettings(config.dedupe(), config.eventsPerMinute()),
              (topic, partition) -> runtime.consumed(topic, partition),
              new MicrometerResolverMetrics(registry));
      runtime =
          new StreamsRuntime(
              settings, topology.build(), ResolverTopology.topics(), List.of(), registry);
    }
    return runtime;
  }
}
