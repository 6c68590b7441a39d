package io.impuls.contact.config;

import io.impuls.service.health.ReaderHealth;
import io.impuls.service.topic.TopicReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when both databases answer and the projection goes on. */
public class Checks {

  @Produces
  @ApplicationScoped
  @Readiness
  HealthCheck projection(TopicReader reader) {
    return new ReaderHealth("projection", reader);
  }

  @Produces
  @ApplicationScoped
  @Readiness
  HealthCheck cards(Databases databases) {
    return () -> HealthCheckResponse.named("postgresql").status(databases.cardsAnswer()).build();
  }

  @Produces
  @ApplicationScoped
  @Readiness
  HealthCheck timelines(Databases databases) {
    return () -> HealthCheckResponse.named("cassandra").status(databases.timelinesAnswer()).build();
  }
}
