package io.impuls.contact.timeline;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Table {@code timeline_months}: in which months a person has entries. Partition: a person, at most
 * 14 rows of a few bytes.
 */
final class MonthsTable {

  private final CqlSession session;
  private final PreparedStatement insert;
  private final PreparedStatement select;

  MonthsTable(CqlSession session, String keyspace) {
    this.session = session;
    this.insert =
        session.prepare(
            "INSERT INTO %s.timeline_months (workspace, person, month) VALUES (?, ?, ?)"
                .formatted(keyspace));
    this.select =
        session.prepare(
            "SELECT month FROM %s.timeline_months WHERE workspace = ? AND person = ?"
                .formatted(keyspace));
  }

  /** Gives the month of an event time, in UTC, as 202611. */
  static int month(Instant at) {
    YearMonth month = YearMonth.from(at.atOffset(ZoneOffset.UTC));
    return month.getYear() * 100 + month.getMonthValue();
  }

  /** Notes that the person has entries in the month. */
  CompletionStage<?> note(UUID workspace, UUID person, int month) {
    return session.executeAsync(insert.bind(workspace, person, month));
  }

  /** Gives the person's months, newest first; they fit one page. */
  CompletionStage<List<Integer>> of(UUID workspace, UUID person) {
    return session
        .executeAsync(select.bind(workspace, person))
        .thenApply(
            rows -> {
              List<Integer> months = new ArrayList<>();
              rows.currentPage().forEach(row -> months.add(row.getInt("month")));
              return months;
            });
  }
}
