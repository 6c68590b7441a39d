/** Segments in the topology: their rows, what changes them, and what is told of it. */
package io.impuls.segmentation.topology.segment;
