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
import io.impuls.service.metrics.MicrometerReaderMetrics;
import io.impuls.service.topic.TopicReader;
import io.impuls.service.topic.TopicReaderSettings;
import io.impuls.service.topic.UnreadableRecord;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
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
  TopicReader reader(
      KafkaConfig kafka,
      ProjectionConfig config,
      @ConfigProperty(name = "impuls.instance-id") Optional<String> instance,
      CardStore cards,
      Timeline timeline,
      MeterRegistry registry) {
    MicrometerReaderMetrics metrics = new MicrometerReaderMetrics(registry, "contact.projection");
    TopicReader reader =
        new TopicReader(
            new TopicReaderSettings(
                kafka.bootstrapServers(),
                config.group(),
                instance.orElse(null),
                config.maxPollRecords(),
                config.firstBackoff(),
                config.longestBackoff()),
            ContactProjection.TOPICS,
            new ContactProjection(cards, timeline),
            UnreadableRecord.Receiver.NONE,
            metrics);
    metrics.bind(reader);
    return reader;
  }
}
