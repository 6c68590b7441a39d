/**
 * The collector's HTTP edge: raw routes, because thousands of requests wait here for Kafka and
 * nothing that JAX-RS would add is wanted. What is the same on every way in is here; what differs
 * is a protocol behind {@link io.impuls.tracking.collector.domain.IntakeProtocol}.
 */
package io.impuls.tracking.collector.api;
