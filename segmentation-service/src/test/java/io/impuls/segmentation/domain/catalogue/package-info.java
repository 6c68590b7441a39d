/** What is said of tags, without a topology. */
package io.impuls.segmentation.domain.catalogue;
