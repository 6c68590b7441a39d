/** What segmentation matrices give, without a topology. */
package io.impuls.segmentation.domain.matrix;
