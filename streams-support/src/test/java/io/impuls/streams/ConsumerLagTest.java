package io.impuls.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class ConsumerLagTest {

  @Test
  void aPartitionIsConsumedWhenItsConsumerIsAtTheEnd() {
    Map<MetricName, Metric> metrics =
        Map.of(lag("tracking.collected", 3), value(0.0), lag("tracking.collected", 4), value(7.0));

    assertThat(ConsumerLag.none(metrics, "tracking.collected", 3)).isTrue();
    assertThat(ConsumerLag.none(metrics, "tracking.collected", 4)).isFalse();
  }

  @Test
  void whatNobodyFetchedIsNotKnownToBeConsumed() {
    Map<MetricName, Metric> metrics = Map.of(lag("tracking.collected", 3), value(Double.NaN));

    assertThat(ConsumerLag.none(metrics, "tracking.collected", 3)).isFalse();
    assertThat(ConsumerLag.none(Map.of(), "tracking.collected", 3)).isFalse();
  }

  @Test
  void theTopicMayBeWrittenWithUnderscores() {
    Map<MetricName, Metric> metrics = Map.of(lag("tracking_collected", 3), value(0.0));

    assertThat(ConsumerLag.none(metrics, "tracking.collected", 3)).isTrue();
    assertThat(ConsumerLag.none(metrics, "tracking.events", 3)).isFalse();
  }

  private static MetricName lag(String topic, int partition) {
    return new MetricName(
        "records-lag",
        "consumer-fetch-manager-metrics",
        "",
        Map.of("topic", topic, "partition", Integer.toString(partition), "client-id", "c"));
  }

  private static Metric value(double value) {
    return new Metric() {
      @Override
      public MetricName metricName() {
        throw new UnsupportedOperationException();
      }

      @Override
      public Object metricValue() {
        return value;
      }
    };
  }
}
