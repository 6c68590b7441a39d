/** What scoring counts: one port for the topology, one class that knows Micrometer. */
package io.impuls.scoring.metrics;
