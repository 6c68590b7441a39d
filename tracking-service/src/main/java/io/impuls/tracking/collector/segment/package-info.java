/**
 * The Segment tracking API: its calls and batches, its event names, and a whole request to
 * verdicts.
 */
package io.impuls.tracking.collector.segment;
