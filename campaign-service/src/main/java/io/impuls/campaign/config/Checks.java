package io.impuls.campaign.config;

import io.impuls.campaign.delivery.MailServer;
import io.impuls.service.config.InstanceConfig;
import io.impuls.service.health.KafkaHealth;
import io.impuls.service.health.ReaderHealth;
import io.impuls.service.topic.TopicReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Readiness: Kafka, the triggers, and how the mail server does. PostgreSQL has Quarkus' own. */
public class Checks {

  @Produces
  @Singleton
  KafkaHealth kafkaHealth(InstanceConfig instance) {
    return new KafkaHealth(instance.kafka().bootstrapServers());
  }

  void close(@Disposes KafkaHealth health) {
    health.close();
  }

  @Produces
  @Readiness
  @ApplicationScoped
  HealthCheck kafka(KafkaHealth health) {
    return health::call;
  }

  @Produces
  @Readiness
  @ApplicationScoped
  HealthCheck triggers(TopicReader reader) {
    return new ReaderHealth("campaign-triggers", reader)::call;
  }

  /**
   * Stays up while the mail server is away: the service decides and keeps meanwhile, and taking it
   * out of service would help nobody. The data says since when it is degraded.
   */
  @Produces
  @Readiness
  @ApplicationScoped
  HealthCheck mailServer(MailServer server) {
    return () ->
        server
            .awaySince()
            .map(
                since ->
                    HealthCheckResponse.named("mail-server")
                        .up()
                        .withData("state", "degraded")
                        .withData("awaySince", since.toString())
                        .build())
            .orElseGet(
                () ->
                    HealthCheckResponse.named("mail-server").up().withData("state", "ok").build());
  }

  @Produces
  @Readiness
  @ApplicationScoped
  HealthCheck outbox(Work work) {
    return () -> HealthCheckResponse.named("outbox").status(work.publishing()).build();
  }
}
