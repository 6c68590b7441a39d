package io.impuls.embedded.stack;

import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.source.TrackingSource.ConsentPolicy;
import io.impuls.contracts.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The senders that a developer's stack knows from the start: the demo shop's site with a public key
 * and its backend with a secret one (secret in name only: it is in the documentation).
 */
public final class DemoSources {

  /** The demo's tenant. */
  public static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");

  /** Public key of the site. */
  public static final String SITE_KEY = "wk_demo_site";

  /** Key of the shop's backend. */
  public static final String SHOP_KEY = "sk_demo_shop";

  /** App id by which Snowplow trackers on the site's pages find it. */
  public static final String SITE_APP = "shop-web";

  /** App id by which Snowplow trackers in the backend find it. */
  public static final String SHOP_APP = "shop-backend";

  private static final Duration LATENESS_HORIZON = Duration.ofDays(30);

  private DemoSources() {}

  /** Publishes them; doing it again changes nothing. */
  static void publish(String bootstrapServers) {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.ACKS_CONFIG,
            "all");
    try (KafkaProducer<String, TrackingSource> producer =
        new KafkaProducer<>(
            settings,
            Topics.SOURCES.keySerde().serializer(),
            Topics.SOURCES.serde().serializer())) {
      for (TrackingSource source : List.of(site(), shop())) {
        producer.send(new ProducerRecord<>(Topics.SOURCES.name(), source.key(), source)).get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the demo's sources cannot be published", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while publishing the demo's sources", e);
    }
  }

  private static TrackingSource site() {
    return source(
        "site",
        Source.Kind.BROWSER,
        SITE_KEY,
        null,
        List.of(
            "http://www.semicomplete.com",
            "https://www.semicomplete.com",
            "http://semicomplete.com",
            "https://semicomplete.com",
            "http://localhost",
            "http://localhost:8081",
            "http://127.0.0.1:8081"),
        List.of("www.semicomplete.com", "semicomplete.com", "localhost", "127.0.0.1"),
        SITE_APP);
  }

  private static TrackingSource shop() {
    return source(
        "shop", Source.Kind.BACKEND, null, sha256(SHOP_KEY), List.of(), List.of(), SHOP_APP);
  }

  private static TrackingSource source(
      String id,
      Source.Kind kind,
      String writeKey,
      String secretHash,
      List<String> origins,
      List<String> hosts,
      String appId) {
    return new TrackingSource(
        WORKSPACE,
        id,
        kind,
        "demo-" + id,
        writeKey,
        secretHash,
        origins,
        hosts,
        List.of(),
        LATENESS_HORIZON,
        true,
        null,
        null,
        List.of(appId),
        ConsentPolicy.ASSUMED);
  }

  private static String sha256(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
