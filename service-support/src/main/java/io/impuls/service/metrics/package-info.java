/** Micrometer behind the metric ports of this module. */
package io.impuls.service.metrics;
