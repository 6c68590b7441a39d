/** What collectors hold in memory of small topics, as it stands there now. */
package io.impuls.tracking.collector.mirror;
