package io.impuls.segmentation.config;

import io.impuls.contracts.topic.Topics;
import io.impuls.service.config.WebhookConfig;
import io.impuls.service.feed.TopicFeed;
import io.impuls.service.metrics.MicrometerWebhookMetrics;
import io.impuls.service.webhook.WebhookDesk;
import io.impuls.service.webhook.Webhooks;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;

/** Puts together what tells of changes of tags over HTTP. */
@ApplicationScoped
public class TellingWiring {

  @Produces
  @Singleton
  TopicFeed tagChanges(SegmentationConfig config, InstantSource clock, MeterRegistry registry) {
    return new TopicFeed(
        Topics.TAG_CHANGES,
        "tag-change",
        config.kafka().bootstrapServers(),
        config.instanceId(),
        config.segmentation().feedListeners(),
        clock,
        registry);
  }

  void close(@Disposes TopicFeed feed) {
    feed.close();
  }

  @Produces
  @Singleton
  Webhooks webhooks(
      SegmentationConfig config,
      WebhookConfig webhooks,
      Vertx vertx,
      InstantSource clock,
      MeterRegistry registry) {
    return new Webhooks(
        webhooks.settings(config.kafka().bootstrapServers(), config.instanceId(), "segmentation"),
        Topics.SEGMENTATION_WEBHOOKS,
        Map.of("tag-changes", Topics.TAG_CHANGES),
        vertx,
        new MicrometerWebhookMetrics(registry),
        clock);
  }

  @Produces
  @Singleton
  WebhookDesk webhookDesk(Webhooks webhooks) {
    return webhooks.desk();
  }

  void start(@Observes StartupEvent started, Webhooks webhooks) {
    webhooks.start();
  }

  void stop(@Observes ShutdownEvent stopped, Webhooks webhooks) {
    webhooks.close();
  }
}
