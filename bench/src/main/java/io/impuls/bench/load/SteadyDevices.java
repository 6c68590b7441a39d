package io.impuls.bench.load;

import io.impuls.bench.stack.BenchStack;
import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Many devices that send one event a second each by a fixed schedule, whatever becomes of them, and
 * one that can send a hundred.
 */
public final class SteadyDevices implements AutoCloseable {

  private static final int DEVICES = 1_000;
  private static final int FLOOD = 100;
  private static final int EVENTS_A_SECOND = 1;
  private static final String FLOODING_DEVICE = "visitor-who-floods";

  /** Key under which the events of the flooding device are published. */
  public static final String FLOODER =
      new PersonKey(
              BenchStack.WORKSPACE,
              Ids.person(
                  BenchStack.WORKSPACE, new Identifier(Identifier.Kind.VISITOR, FLOODING_DEVICE)))
          .text();

  private final CollectedEvents events;
  private final KafkaProducer<String, Event> producer;
  private int next;

  /** Makes them. */
  public SteadyDevices(String bootstrapServers) {
    events = new CollectedEvents(bootstrapServers);
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4"),
            Topics.COLLECTED.keySerde().serializer(),
            Topics.COLLECTED.serde().serializer());
  }

  /**
   * Lets them send for a time; the record's time is the moment at which it was meant to be sent.
   */
  public void send(Duration time, boolean flooded) {
    int others = DEVICES * EVENTS_A_SECOND;
    int rate = flooded ? others + FLOOD * EVENTS_A_SECOND : others;
    int everyOfOthers = flooded ? others / (FLOOD * EVENTS_A_SECOND) : Integer.MAX_VALUE;
    long gap = TimeUnit.SECONDS.toNanos(1) / rate;
    long total = time.toSeconds() * rate;
    long begin = System.nanoTime();
    Instant clock = Instant.now();
    int sinceFlood = 0;
    for (long i = 0; i < total; i++) {
      long intended = i * gap;
      while (System.nanoTime() - begin < intended) {
        LockSupport.parkNanos(intended - (System.nanoTime() - begin));
      }
      boolean floods = sinceFlood == everyOfOthers;
      sinceFlood = floods ? 0 : sinceFlood + 1;
      send(
          floods ? FLOODING_DEVICE : "visitor-" + next++ % DEVICES,
          Instant.ofEpochMilli(clock.plusNanos(intended).toEpochMilli()));
    }
    producer.flush();
  }

  private void send(String visitor, Instant at) {
    Event event = events.view(visitor, at);
    String key = event.workspace() + "|" + event.identity().intakeKey().orElseThrow();
    producer.send(
        new ProducerRecord<>(Topics.COLLECTED.name(), null, at.toEpochMilli(), key, event));
  }

  @Override
  public void close() {
    producer.close();
  }
}
