package io.impuls.service.metrics;

import io.impuls.service.topic.ReaderMetrics;
import io.impuls.service.topic.TopicReader;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/**
 * Counts a reader's work as {@code <prefix>.records}, {@code <prefix>.batch}, {@code
 * <prefix>.failures}, {@code <prefix>.unreadable}, {@code <prefix>.given-up} (tag {@code topic})
 * and {@code <prefix>.lag}.
 */
public final class MicrometerReaderMetrics implements ReaderMetrics {

  private final MeterRegistry registry;
  private final String prefix;

  /** Counts into {@code registry} under {@code prefix}, such as {@code contact.projection}. */
  public MicrometerReaderMetrics(MeterRegistry registry, String prefix) {
    this.registry = registry;
    this.prefix = prefix;
  }

  /** Shows the reader's lag from now on; -1 while unknown. */
  public void bind(TopicReader reader) {
    Gauge.builder(prefix + ".lag", reader, TopicReader::lag).register(registry);
  }

  @Override
  public void handled(String topic, int records, Duration took) {
    registry.counter(prefix + ".records", "topic", topic).increment(records);
    registry.timer(prefix + ".batch", "topic", topic).record(took);
  }

  @Override
  public void failed(String topic) {
    registry.counter(prefix + ".failures", "topic", topic).increment();
  }

  @Override
  public void unreadable(String topic) {
    registry.counter(prefix + ".unreadable", "topic", topic).increment();
  }

  @Override
  public void givenUp(String topic) {
    registry.counter(prefix + ".given-up", "topic", topic).increment();
  }
}
