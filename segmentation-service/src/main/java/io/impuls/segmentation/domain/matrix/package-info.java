/**
 * Segmentation matrices: tables of addresses and product categories whose rows give tags. An event
 * is held against each matrix once, however many rows it has.
 */
package io.impuls.segmentation.domain.matrix;
