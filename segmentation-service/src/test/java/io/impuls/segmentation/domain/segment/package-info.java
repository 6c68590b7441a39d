/** Segments. */
package io.impuls.segmentation.domain.segment;
