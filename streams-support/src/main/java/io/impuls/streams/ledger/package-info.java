/**
 * The part of scoring and segmentation that is the same: a match log per person in stores, each
 * event counted once, and merges that move a person's log to another partition and judge it again
 * there.
 */
package io.impuls.streams.ledger;
