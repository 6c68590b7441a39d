package io.impuls.segmentation.domain.matrix;

import java.util.Map;

/**
 * A row that an event is about.
 *
 * @param row the row
 * @param caught what stood in the named parts of its pattern
 */
record RowHit(MatrixRow row, Map<String, String> caught) {}
