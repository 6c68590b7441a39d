/**
 * The native protocol on the wire: bytes of one event to a draft, streaming and bounded, and a
 * whole request to verdicts.
 */
package io.impuls.tracking.collector.protocol;
