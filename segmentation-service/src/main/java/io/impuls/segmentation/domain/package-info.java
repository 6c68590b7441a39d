/**
 * What a tag rule is, which events it matches, and what a person's tags become by it: pure code
 * without clock, framework or store.
 */
package io.impuls.segmentation.domain;
