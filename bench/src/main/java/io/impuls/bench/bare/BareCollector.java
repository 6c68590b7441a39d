package io.impuls.bench.bare;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes each body as one record and answers when all replicas have it: no more than any collector
 * must do. Arguments: bootstrap servers, port, topic.
 */
public final class BareCollector {

  private BareCollector() {}

  /** Runs until it is stopped. */
  public static void main(String[] args) {
    Producer<byte[], byte[]> producer = new KafkaProducer<>(settings(args[0]));
    String topic = args[2];
    producer.partitionsFor(topic);
    Vertx vertx = Vertx.vertx();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors() * 2; i++) {
      vertx.deployVerticle(
          new io.vertx.core.AbstractVerticle() {
            @Override
            public void start() {
              vertx
                  .createHttpServer()
                  .requestHandler(request -> receive(request, context, producer, topic))
                  .listen(Integer.parseInt(args[1]), "127.0.0.1");
            }
          });
    }
  }

  private static void receive(
      HttpServerRequest request, Context loop, Producer<byte[], byte[]> producer, String topic) {
    request.bodyHandler(
        body -> {
          if (body.length() == 0) {
            request.response().end();
            return;
          }
          producer.send(
              new ProducerRecord<>(topic, body.getBytes()),
              (metadata, error) ->
                  loop.runOnContext(
                      x -> request.response().setStatusCode(error == null ? 200 : 503).end()));
        });
  }

  /** The collector's own producer settings. */
  private static Map<String, Object> settings(String bootstrapServers) {
    Map<String, Object> p = new HashMap<>();
    p.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    p.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    p.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    p.put(ProducerConfig.ACKS_CONFIG, "all");
    p.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    p.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
    p.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    p.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
    return p;
  }
}
