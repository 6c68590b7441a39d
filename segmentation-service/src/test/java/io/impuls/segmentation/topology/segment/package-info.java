/** Segments in the topology. */
package io.impuls.segmentation.topology.segment;
