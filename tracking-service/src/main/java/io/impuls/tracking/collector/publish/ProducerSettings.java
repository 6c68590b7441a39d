package io.impuls.tracking.collector.publish;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Settings of the collector's producer.
 *
 * @param bootstrapServers {@code host:port} list of the brokers
 * @param clientId names it in the brokers' logs and quotas
 * @param bufferBytes memory for records that wait for their acknowledgement
 */
public record ProducerSettings(String bootstrapServers, String clientId, long bufferBytes) {

  /** Memory for waiting records unless configured otherwise. */
  public static final long DEFAULT_BUFFER_BYTES = 64L << 20;

  /**
   * Share of the buffer that may be in flight; the rest is headroom for batches that are not full,
   * so that {@code send} never waits for memory.
   */
  static final double USABLE = 0.75;

  /** Gives how many bytes may be in flight. */
  long mostBytesInFlight() {
    return (long) (bufferBytes * USABLE);
  }

  /** Gives the properties for {@code KafkaProducer}. */
  Map<String, Object> properties() {
    Map<String, Object> p = new HashMap<>();
    p.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    p.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    p.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    p.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    p.put(ProducerConfig.ACKS_CONFIG, "all");
    p.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    p.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    p.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
    p.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    p.put(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytes);
    p.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 << 20);
    p.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
    p.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 8_000);
    // an event loop must never stand still; metadata are learned before we are ready
    p.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 100L);
    // or a quiet topic is forgotten after five minutes, and its first send would have to wait
    p.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, 86_400_000L);
    // back soon after a broker is
    p.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
    return p;
  }
}
