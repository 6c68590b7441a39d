/**
 * One event from its bytes, streaming and bounded: what every protocol that speaks JSON reads with.
 */
package io.impuls.tracking.collector.json;
