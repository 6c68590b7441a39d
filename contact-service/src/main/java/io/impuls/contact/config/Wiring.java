package io.impuls.contact.config;

import io.impuls.contact.domain.CardStore;
import io.impuls.contact.domain.Contacts;
import io.impuls.contact.domain.Timeline;
import io.impuls.contact.projection.ContactProjection;
import io.impuls.contact.store.HibernateContacts;
import io.impuls.contact.store.PgCardStore;
import io.impuls.contact.timeline.CassandraConnection;
import io.impuls.contact.timeline.CassandraSettings;
import io.impuls.contact.timeline.CassandraTimeline;
import io.impuls.service.config.InstanceConfig;
import io.impuls.service.metrics.MicrometerReaderMetrics;
import io.impuls.service.topic.DeadLetterTopic;
import io.impuls.service.topic.TopicReader;
import io.impuls.service.topic.TopicReaderSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.hibernate.reactive.mutiny.Mutiny;

/** Makes the service's objects; they know nothing of the container. */
public class Wiring {

  /** Longest a question about cards may take before the caller is told to come back. */
  private static final Duration ANSWER_BOUND = Duration.ofSeconds(5);

  @Produces
  @Singleton
  CassandraConnection cassandra(CassandraConfig config) {
    return new CassandraConnection(
        new CassandraSettings(
            CassandraSettings.addresses(config.contactPoints()),
            config.datacenter(),
            config.keyspace(),
            config.replicationFactor()));
  }

  @Produces
  @Singleton
  Timeline timeline(CassandraConnection cassandra) {
    return new CassandraTimeline(cassandra, InstantSource.system());
  }

  @Produces
  @Singleton
  CardStore cards(Pool pool, ProjectionConfig config) {
    return new PgCardStore(pool, config.transactionBound());
  }

  @Produces
  @Singleton
  Contacts contacts(Mutiny.SessionFactory sessions) {
    return new HibernateContacts(sessions, ANSWER_BOUND);
  }

  @Produces
  @Singleton
  DeadLetterTopic deadLetters(InstanceConfig instance) {
    return new DeadLetterTopic(instance.kafka().bootstrapServers(), "contact");
  }

  void close(@Disposes DeadLetterTopic deadLetters) {
    deadLetters.close();
  }

  @Produces
  @Singleton
  TopicReader reader(
      InstanceConfig instance,
      ProjectionConfig config,
      CardStore cards,
      Timeline timeline,
      DeadLetterTopic deadLetters,
      MeterRegistry registry) {
    MicrometerReaderMetrics metrics = new MicrometerReaderMetrics(registry, "contact.projection");
    TopicReader reader =
        new TopicReader(
            new TopicReaderSettings(
                instance.kafka().bootstrapServers(),
                config.group(),
                instance.instanceId().orElse(null),
                config.maxPollRecords(),
                config.firstBackoff(),
                config.longestBackoff()),
            ContactProjection.TOPICS,
            new ContactProjection(cards, timeline),
            deadLetters,
            metrics);
    metrics.bind(reader);
    return reader;
  }
}
