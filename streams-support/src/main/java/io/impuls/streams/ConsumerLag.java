package io.impuls.streams;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Reads how far consumers are behind from what they measure with every fetch. */
final class ConsumerLag {

  private static final String NAME = "records-lag";
  private static final String TOPIC = "topic";
  private static final String PARTITION = "partition";

  private ConsumerLag() {}

  /** Whether a consumer has fetched a partition and was at its end. */
  static boolean none(Map<MetricName, ? extends Metric> metrics, String topic, int partition) {
    boolean found = false;
    for (Map.Entry<MetricName, ? extends Metric> entry : metrics.entrySet()) {
      MetricName name = entry.getKey();
      if (name.name().equals(NAME)
          && Integer.toString(partition).equals(name.tags().get(PARTITION))
          && plain(topic).equals(plain(name.tags().get(TOPIC)))) {
        if (!(entry.getValue().metricValue() instanceof Number lag) || lag.doubleValue() != 0) {
          return false;
        }
        found = true;
      }
    }
    return found;
  }

  /** Some releases of the client write the dots of a topic's name as underscores. */
  private static String plain(String topic) {
    return topic == null ? "" : topic.replace('.', '_');
  }
}
