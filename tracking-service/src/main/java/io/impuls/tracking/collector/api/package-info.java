/**
 * The collector's HTTP edge: one raw route, because thousands of requests wait here for Kafka and
 * nothing that JAX-RS would add is wanted.
 */
package io.impuls.tracking.collector.api;
