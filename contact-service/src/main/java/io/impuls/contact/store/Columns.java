package io.impuls.contact.store;

import io.vertx.mutiny.sqlclient.Tuple;
import java.lang.reflect.Array;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.Function;

/** Rows as one array per column, the form in which {@code unnest} takes a batch. */
final class Columns<R> {

  private final Collection<R> rows;
  private final Tuple tuple = Tuple.tuple();

  private Columns(Collection<R> rows) {
    this.rows = rows;
  }

  static <R> Columns<R> of(Collection<R> rows) {
    return new Columns<>(rows);
  }

  <V> Columns<R> with(Class<V> type, Function<R, V> column) {
    Object values = Array.newInstance(type, rows.size());
    int i = 0;
    for (R row : rows) {
      Array.set(values, i++, storable(column.apply(row)));
    }
    tuple.addValue(values);
    return this;
  }

  Columns<R> withTime(Function<R, Instant> column) {
    return with(OffsetDateTime.class, row -> utc(column.apply(row)));
  }

  /** PostgreSQL's text has no NUL character; nothing else of a text is lost. */
  private static Object storable(Object value) {
    return value instanceof String text && text.indexOf('\0') >= 0 ? text.replace("\0", "") : value;
  }

  Tuple tuple() {
    return tuple;
  }

  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
