/** Verdicts into Kafka: acknowledged, bounded in memory, and never waited for on an event loop. */
package io.impuls.tracking.collector.publish;
