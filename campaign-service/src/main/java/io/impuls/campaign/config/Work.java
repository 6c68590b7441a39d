package io.impuls.campaign.config;

import io.impuls.campaign.delivery.Deliverer;
import io.impuls.campaign.domain.Handovers;
import io.impuls.campaign.domain.Ledger;
import io.impuls.campaign.domain.Outbox;
import io.impuls.campaign.loop.Loop;
import io.impuls.campaign.metrics.CampaignMetrics;
import io.impuls.campaign.publish.KafkaPublisher;
import io.impuls.service.topic.TopicReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * What runs while the service runs. It begins once the database has its tables; until then the
 * service is alive and not ready. At the stop nothing new begins and mails being handed over come
 * to their end; what is not published yet stays in the outbox.
 */
@Singleton
public class Work {

  private static final Logger LOG = Logger.getLogger(Work.class);
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(15);

  private final TopicReader reader;
  private final KafkaPublisher publisher;
  private final Handovers handovers;
  private final Deliverer deliverer;
  private final CampaignConfig config;
  private final Loop start;
  private final Loop waiting;
  private final Loop relay;
  private List<Loop> delivery = List.of();

  Work(
      TopicReader reader,
      KafkaPublisher publisher,
      Handovers handovers,
      Deliverer deliverer,
      Ledger ledger,
      Outbox outbox,
      CampaignMetrics metrics,
      Flyway flyway,
      CampaignConfig config) {
    this.reader = reader;
    this.publisher = publisher;
    this.handovers = handovers;
    this.deliverer = deliverer;
    this.config = config;
    this.start =
        new Loop(
            "campaign-start",
            Duration.ZERO,
            Wiring.backoff(config.delivery()),
            () -> {
              flyway.migrate();
              begin();
              return 0;
            });
    this.waiting =
        new Loop(
            "campaign-waiting",
            config.waiting().idle(),
            Wiring.backoff(config.delivery()),
            () -> ledger.decideAgain(config.waiting().batch()));
    this.relay =
        new Loop(
            "campaign-outbox",
            config.outbox().idle(),
            Wiring.backoff(config.delivery()),
            () -> {
              int published = outbox.relay(config.outbox().batch(), publisher);
              metrics.published(published);
              return published;
            });
  }

  void start(@Observes StartupEvent event) {
    start.start();
  }

  private synchronized void begin() {
    if (start.closing()) {
      return;
    }
    start.close();
    reader.start();
    waiting.start();
    relay.start();
    startDelivery();
  }

  void stop(@Observes ShutdownEvent event) {
    start.close();
    start.awaitClosed(CLOSE_BOUND);
    reader.close();
    waiting.close();
    stopDelivery();
    relay.close();
    if (!waiting.awaitClosed(CLOSE_BOUND) || !relay.awaitClosed(CLOSE_BOUND)) {
      LOG.warn("work still going on at the stop; what is not kept comes again");
    }
    publisher.close();
  }

  /** Begins handing mails over. */
  public synchronized void startDelivery() {
    List<Loop> loops = new ArrayList<>();
    for (int i = 1; i <= config.delivery().parallel(); i++) {
      loops.add(
          new Loop(
              "campaign-delivery-" + i,
              config.delivery().idle(),
              Wiring.backoff(config.delivery()),
              deliverer::deliverOne));
    }
    loops.forEach(Loop::start);
    delivery = List.copyOf(loops);
  }

  /** Stops handing over, after the mails in work, and lets another instance take over. */
  public synchronized void stopDelivery() {
    delivery.forEach(Loop::close);
    for (Loop loop : delivery) {
      if (!loop.awaitClosed(CLOSE_BOUND)) {
        LOG.warn("a mail is still being handed over at the stop; it will be unknown");
      }
    }
    delivery = List.of();
    handovers.resign();
  }

  /** Whether records reach Kafka. */
  public boolean publishing() {
    return !relay.failing();
  }
}
