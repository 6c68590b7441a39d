/** Sites, apps and backends as the collector knows them: a mirror of the topic of sources. */
package io.impuls.tracking.collector.sources;
