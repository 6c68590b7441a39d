/**
 * Over HTTP: tag rules, matrices, the catalogue of tags, segments, and what people have of them.
 */
package io.impuls.segmentation.api;
