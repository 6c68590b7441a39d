package io.impuls.tracking.metrics;

import io.impuls.tracking.collector.domain.CollectorMetrics;
import io.impuls.tracking.collector.domain.RateLimits;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The collector's numbers: {@code tracking.collector.*}. */
public final class MicrometerCollectorMetrics implements CollectorMetrics {

  private final MeterRegistry registry;
  private final Counter accepted;
  private final Counter rejected;
  private final Counter lost;
  private final Map<RateLimits.By, Counter> limited = new EnumMap<>(RateLimits.By.class);
  private final Map<Integer, Timer> answers = new ConcurrentHashMap<>();

  /** Counts in {@code registry}. */
  public MicrometerCollectorMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.accepted = events("accepted");
    this.rejected = events("rejected");
    this.lost =
        Counter.builder("tracking.messages.lost")
            .description("Clicks that were sent on to their page while Kafka was away")
            .register(registry);
    for (RateLimits.By by : RateLimits.By.values()) {
      limited.put(
          by,
          Counter.builder("tracking.collector.limited")
              .description("Requests refused because their client or key has sent too much")
              .tag("by", by.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  /** Shows how many bytes wait for their acknowledgement. */
  public void watch(LongSupplier bytesInFlight) {
    Gauge.builder("tracking.collector.in.flight", bytesInFlight::getAsLong)
        .description("Bytes of records that wait for their acknowledgement")
        .baseUnit("bytes")
        .strongReference(true)
        .register(registry);
  }

  @Override
  public void answered(int status, Duration took) {
    answers.computeIfAbsent(status, this::answer).record(took);
  }

  @Override
  public void limited(RateLimits.By by) {
    limited.get(by).increment();
  }

  @Override
  public void stored(int acceptedEvents, int rejectedEvents) {
    accepted.increment(acceptedEvents);
    rejected.increment(rejectedEvents);
  }

  @Override
  public void lost(int events) {
    lost.increment(events);
  }

  private Counter events(String outcome) {
    return Counter.builder("tracking.collector.events")
        .description("Events that Kafka has acknowledged")
        .tag("outcome", outcome)
        .register(registry);
  }

  private Timer answer(int status) {
    return Timer.builder("tracking.collector.answers")
        .description("Time from the request's headers to its answer")
        .tag("status", Integer.toString(status))
        .publishPercentileHistogram()
        .register(registry);
  }
}
