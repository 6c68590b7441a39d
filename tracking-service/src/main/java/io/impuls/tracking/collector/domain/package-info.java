/**
 * What the collector knows without any framework: how a request body is cut into events, what a
 * valid event is, when it happened and why one is refused.
 */
package io.impuls.tracking.collector.domain;
