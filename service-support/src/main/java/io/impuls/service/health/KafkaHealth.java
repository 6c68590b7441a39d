package io.impuls.service.health;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Up while a broker answers. An answer serves a second's worth of questions. Produce it with
 * {@code @Produces @Readiness}, and close it with the application.
 */
public final class KafkaHealth implements HealthCheck, AutoCloseable {

  private static final Duration BOUND = Duration.ofSeconds(2);
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Admin admin;
  private boolean up;
  private long askedAt = System.nanoTime() - FRESH.toNanos();

  /** Asks the brokers at {@code bootstrapServers}; does not connect yet. */
  public KafkaHealth(String bootstrapServers) {
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "health",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) BOUND.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) BOUND.toMillis(),
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                1_000));
  }

  @Override
  public synchronized HealthCheckResponse call() {
    if (System.nanoTime() - askedAt >= FRESH.toNanos()) {
      up = ask();
      askedAt = System.nanoTime();
    }
    return HealthCheckResponse.named("kafka").status(up).build();
  }

  private boolean ask() {
    try {
      return !admin
          .describeCluster()
          .nodes()
          .get(BOUND.toMillis(), TimeUnit.MILLISECONDS)
          .isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
