package io.impuls.scoring.config;

import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.ScoringPlan;
import io.impuls.streams.StreamsRuntime;
import io.impuls.streams.definitions.DefinitionFeed;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready: the streams run and the plans are fresh. Alive: the streams can still get well. */
@Singleton
public class ScoringHealth {

  @Produces
  @Singleton
  @Readiness
  HealthCheck ready(
      StreamsRuntime runtime,
      DefinitionFeed<ScoringPlanDefinition, ScoringPlan, PlanVersions> plans) {
    return () ->
        HealthCheckResponse.named("scoring")
            .status(runtime.ready() && plans.fresh())
            .withData("streams", runtime.status())
            .withData("plansFresh", plans.fresh())
            .build();
  }

  @Produces
  @Singleton
  @Liveness
  HealthCheck live(StreamsRuntime runtime) {
    return () ->
        HealthCheckResponse.named("scoring-streams")
            .status(runtime.alive())
            .withData("streams", runtime.status())
            .build();
  }
}
