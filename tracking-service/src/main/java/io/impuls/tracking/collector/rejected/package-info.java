/**
 * What was refused, for those who mend it: read where it lies on its topic, repaired and replayed
 * once. Nothing of it is kept in memory.
 */
package io.impuls.tracking.collector.rejected;
