/** What users say about tags: names, groups, colours, which need care, and which became one. */
package io.impuls.segmentation.domain.catalogue;
