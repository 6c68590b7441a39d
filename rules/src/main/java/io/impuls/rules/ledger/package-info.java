/**
 * The ledger engine of scoring and segmentation: judges matches of rules against their caps, and
 * re-judges the later ones when a match arrives late, so that the outcome never depends on the
 * order of arrival.
 */
package io.impuls.rules.ledger;
