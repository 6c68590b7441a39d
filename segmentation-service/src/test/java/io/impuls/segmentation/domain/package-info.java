/** What tag rules promise, on the pure core. */
package io.impuls.segmentation.domain;
