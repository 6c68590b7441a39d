/**
 * Sites, apps and backends as the collector knows them: a mirror of the topic of sources, and the
 * desk that changes it.
 */
package io.impuls.tracking.collector.sources;
