/** The native protocol: its fields, its answers, and a whole request to verdicts. */
package io.impuls.tracking.collector.nativeprotocol;
