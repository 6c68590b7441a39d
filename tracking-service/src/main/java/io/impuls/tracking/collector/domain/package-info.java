/**
 * What the collector knows without any framework: how a request body is cut into events, what a
 * valid event is, when it happened and why one is refused; and the ports to sources and log.
 */
package io.impuls.tracking.collector.domain;
