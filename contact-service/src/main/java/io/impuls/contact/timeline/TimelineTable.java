package io.impuls.contact.timeline;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.impuls.contact.domain.Timeline.Place;
import io.impuls.contact.domain.TimelineEntry;
import io.impuls.contact.domain.TimelineEntry.Kind;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Table {@code timeline}. Partition: a person's month, at about 500 bytes an entry 10 MB for 20,000
 * entries. An entry is written with its receipt as the write time, so writing it again changes
 * nothing, and it goes twelve months after its event time, whenever it is written.
 */
final class TimelineTable {

  private final CqlSession session;
  private final PreparedStatement insert;
  private final PreparedStatement delete;
  private final PreparedStatement newest;
  private final PreparedStatement newestOfKind;
  private final PreparedStatement sameTime;
  private final PreparedStatement sameTimeOfKind;

  TimelineTable(CqlSession session, String keyspace) {
    this.session = session;
    this.insert =
        session.prepare(
            ("INSERT INTO %s.timeline (workspace, person, month, event_time, event_id, kind, body)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ? AND TTL ?")
                .formatted(keyspace));
    this.delete =
        session.prepare(
            ("DELETE FROM %s.timeline USING TIMESTAMP ? WHERE workspace = ? AND person = ?"
                    + " AND month = ? AND event_time = ? AND event_id = ?")
                .formatted(keyspace));
    String select =
        ("SELECT person, event_time, event_id, kind, body FROM %s.timeline"
                + " WHERE workspace = ? AND person = ? AND month = ?")
            .formatted(keyspace);
    // filtering stays within one partition, which the key bounds
    String ofKind = " AND kind = ? LIMIT ? ALLOW FILTERING";
    this.newest = session.prepare(select + " AND event_time < ? LIMIT ?");
    this.newestOfKind = session.prepare(select + " AND event_time < ?" + ofKind);
    this.sameTime = session.prepare(select + " AND event_time = ? AND event_id > ? LIMIT ?");
    this.sameTimeOfKind = session.prepare(select + " AND event_time = ? AND event_id > ?" + ofKind);
  }

  /** Writes an entry; done at once when it is older than what is kept. */
  CompletionStage<?> put(TimelineEntry entry, Instant now) {
    long left = Duration.between(now, entry.at().plus(TimelineSchema.KEPT)).toSeconds();
    if (left <= 0) {
      return CompletableFuture.completedStage(null);
    }
    return session.executeAsync(
        insert.bind(
            entry.workspace(),
            entry.person(),
            MonthsTable.month(entry.at()),
            entry.at(),
            entry.id(),
            entry.kind().word(),
            TimelineBody.write(entry),
            entry.written(),
            (int) Math.min(left, TimelineSchema.KEPT.toSeconds())));
  }

  /** Removes what was written for an entry at a place, up to and including this write. */
  CompletionStage<?> remove(UUID workspace, UUID person, Place place, long written) {
    return session.executeAsync(
        delete.bind(
            written, workspace, person, MonthsTable.month(place.at()), place.at(), place.id()));
  }

  /** Gives entries of a person's month that come strictly before an instant, newest first. */
  CompletionStage<List<TimelineEntry>> before(
      UUID workspace, UUID person, int month, Instant before, Kind kind, int limit) {
    return read(
        workspace,
        kind == null
            ? newest.bind(workspace, person, month, before, limit)
            : newestOfKind.bind(workspace, person, month, before, kind.word(), limit),
        limit);
  }

  /** Gives entries of the same millisecond that follow a place. */
  CompletionStage<List<TimelineEntry>> sameTime(
      UUID workspace, UUID person, int month, Place after, Kind kind, int limit) {
    return read(
        workspace,
        kind == null
            ? sameTime.bind(workspace, person, month, after.at(), after.id(), limit)
            : sameTimeOfKind.bind(
                workspace, person, month, after.at(), after.id(), kind.word(), limit),
        limit);
  }

  private CompletionStage<List<TimelineEntry>> read(
      UUID workspace, BoundStatement statement, int limit) {
    return session
        .executeAsync(statement.setPageSize(limit))
        .thenCompose(rows -> collect(workspace, rows, new ArrayList<>()));
  }

  private CompletionStage<List<TimelineEntry>> collect(
      UUID workspace, AsyncResultSet rows, List<TimelineEntry> found) {
    rows.currentPage().forEach(row -> found.add(entry(workspace, row)));
    return rows.hasMorePages()
        ? rows.fetchNextPage().thenCompose(next -> collect(workspace, next, found))
        : CompletableFuture.completedStage(found);
  }

  private static TimelineEntry entry(UUID workspace, Row row) {
    ByteBuffer body = row.getByteBuffer("body");
    TimelineBody read = TimelineBody.read(body);
    return new TimelineEntry(
        workspace,
        row.getUuid("person"),
        row.getInstant("event_time"),
        row.getUuid("event_id"),
        Kind.of(row.getString("kind")),
        read.type(),
        read.detail(),
        0);
  }
}
