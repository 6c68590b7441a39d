/**
 * Segments: conditions over everything known of a person, and who meets them since when. What a
 * condition comes to is a course in time, worked out of the person's ledger.
 */
package io.impuls.segmentation.domain.segment;
