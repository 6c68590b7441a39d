package io.impuls.contact.timeline;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.impuls.contact.domain.TimelineEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Table {@code timeline_visits}: where each write about a visit put its line. Partition: a visit,
 * one row of about 60 bytes a revision; the first page of rows holds them all.
 */
final class VisitsTable {

  /**
   * Where a line was put.
   *
   * @param written which write did so
   * @param person under whom
   * @param at at which time
   */
  record Put(long written, UUID person, Instant at) {

    private boolean samePlace(Put other) {
      return person.equals(other.person) && at.equals(other.at);
    }
  }

  private final CqlSession session;
  private final PreparedStatement insert;
  private final PreparedStatement select;

  VisitsTable(CqlSession session, String keyspace) {
    this.session = session;
    this.insert =
        session.prepare(
            ("INSERT INTO %s.timeline_visits (workspace, visit, written, person, event_time)"
                    + " VALUES (?, ?, ?, ?, ?)")
                .formatted(keyspace));
    this.select =
        session.prepare(
            ("SELECT written, person, event_time FROM %s.timeline_visits"
                    + " WHERE workspace = ? AND visit = ?")
                .formatted(keyspace));
  }

  /** Notes where an entry is put. */
  CompletionStage<?> note(TimelineEntry entry) {
    return session.executeAsync(
        insert.bind(entry.workspace(), entry.id(), entry.written(), entry.person(), entry.at()));
  }

  /** Gives where the lines of a visit were put. */
  CompletionStage<List<Put>> of(UUID workspace, UUID visit) {
    return session
        .executeAsync(select.bind(workspace, visit))
        .thenApply(
            rows -> {
              List<Put> puts = new ArrayList<>();
              rows.currentPage()
                  .forEach(
                      row ->
                          puts.add(
                              new Put(
                                  row.getLong("written"),
                                  row.getUuid("person"),
                                  row.getInstant("event_time"))));
              return puts;
            });
  }

  /** Gives the lines that the last write replaced and that stand elsewhere. */
  static List<Put> outdated(List<Put> puts) {
    Put last = puts.stream().max(Comparator.comparingLong(Put::written)).orElseThrow();
    return puts.stream().filter(put -> !put.samePlace(last)).toList();
  }
}
