package io.impuls.service.health;

import io.impuls.service.topic.TopicReader;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Up while a reader has its partitions and its last batch went well. Produce it with
 * {@code @Produces @Readiness}.
 */
public final class ReaderHealth implements HealthCheck {

  private final String name;
  private final TopicReader reader;

  /** Reports {@code reader} as {@code name}. */
  public ReaderHealth(String name, TopicReader reader) {
    this.name = name;
    this.reader = reader;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named(name)
        .status(reader.ready())
        .withData("lag", reader.lag())
        .build();
  }
}
