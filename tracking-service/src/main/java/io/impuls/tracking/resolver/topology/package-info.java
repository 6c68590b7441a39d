/**
 * The resolver as a Kafka Streams topology: one processor by device, one by identifier, and what
 * each remembers.
 */
package io.impuls.tracking.resolver.topology;
