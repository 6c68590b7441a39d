package io.impuls.service.webhook;

import io.impuls.contracts.webhook.Webhook;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * What the deliveries of all webhooks have in common.
 *
 * @param consumers makes the consumer of a group
 * @param topics gives the names of the topics that a webhook is told of
 * @param lanes makes the lane of a partition
 * @param suspendAfter for how long a delivery may fail
 * @param arrival how long to wait for what is on its way
 * @param stops changes the state of a webhook
 */
record Surroundings(
    Function<String, Consumer<byte[], byte[]>> consumers,
    Function<Webhook, List<String>> topics,
    Opening lanes,
    Duration suspendAfter,
    Duration arrival,
    Stops stops,
    WebhookMetrics metrics,
    InstantSource clock) {

  /** Makes lanes. */
  interface Opening {
    /** Makes the lane of a partition of a topic; {@code told}: whether its webhook is told now. */
    Lane of(Lane.Progress start, Supplier<Webhook> hook, BooleanSupplier told, String topic);
  }

  /** Stops webhooks. */
  interface Stops {
    /** Gives whether it was done; else somebody changed it at the same time. Blocks. */
    boolean stop(Webhook seen, Webhook.State state, String reason);
  }
}
