package io.impuls.contact.timeline;

import java.time.Duration;
import java.util.List;

/** Keyspace and tables; every statement may be repeated. */
final class TimelineSchema {

  /** How long an entry is kept, from its event time on. */
  static final Duration KEPT = Duration.ofDays(365);

  private TimelineSchema() {}

  static List<String> statements(CassandraSettings settings) {
    String keyspace = settings.keyspace();
    return List.of(
        ("CREATE KEYSPACE IF NOT EXISTS %s WITH replication ="
                + " {'class': 'NetworkTopologyStrategy', '%s': %d}")
            .formatted(
                keyspace, settings.datacenter().replace("'", "''"), settings.replicationFactor()),
        // windows of ten days: about 37 in a year, as many as the strategy handles well
        ("CREATE TABLE IF NOT EXISTS %s.timeline (workspace uuid, person uuid, month int,"
                + " event_time timestamp, event_id uuid, kind text, body blob,"
                + " PRIMARY KEY ((workspace, person, month), event_time, event_id))"
                + " WITH CLUSTERING ORDER BY (event_time DESC, event_id ASC)"
                + " AND default_time_to_live = %d AND read_repair = 'NONE'"
                + " AND compaction = {'class': 'TimeWindowCompactionStrategy',"
                + " 'compaction_window_unit': 'DAYS', 'compaction_window_size': '10'}")
            .formatted(keyspace, KEPT.toSeconds()),
        ("CREATE TABLE IF NOT EXISTS %s.timeline_months (workspace uuid, person uuid, month int,"
                + " PRIMARY KEY ((workspace, person), month))"
                + " WITH CLUSTERING ORDER BY (month DESC)"
                + " AND default_time_to_live = %d AND read_repair = 'NONE'")
            .formatted(keyspace, KEPT.plusDays(31).toSeconds()),
        ("CREATE TABLE IF NOT EXISTS %s.timeline_visits (workspace uuid, visit uuid,"
                + " written bigint, person uuid, event_time timestamp,"
                + " PRIMARY KEY ((workspace, visit), written))"
                + " WITH default_time_to_live = %d AND read_repair = 'NONE'")
            .formatted(keyspace, KEPT.toSeconds()));
  }
}
