package io.impuls.contact.store;

import io.impuls.contact.domain.CardFacts.Merged;
import io.impuls.contact.domain.CardFacts.Parted;
import io.impuls.contracts.Identifier;
import io.impuls.contracts.Identifier.Kind;
import io.impuls.contracts.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Parts cards within a transaction: who was merged away lives again, and identifiers go where they
 * name somebody by themselves. Comes before the facts of a batch, so that those find the person.
 */
final class Partings {

  private final SqlConnection connection;

  Partings(SqlConnection connection) {
    this.connection = connection;
  }

  Uni<Void> apply(List<Parted> partings) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (Parted parted : partings) {
      done =
          done.chain(() -> parted.restores() ? restore(parted) : none()).chain(() -> move(parted));
    }
    return done;
  }

  /** Whether who was merged was parted again since that was told. */
  Uni<Boolean> partedSince(Merged merge) {
    return connection
        .preparedQuery(PartingSql.PARTED_SINCE)
        .execute(Tuple.of(merge.from().workspace(), merge.from().person(), time(merge.toldAt())))
        .map(rows -> rows.size() > 0);
  }

  static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private Uni<Void> restore(Parted parted) {
    return connection
        .preparedQuery(PartingSql.RESTORE)
        .execute(Tuple.of(parted.into().workspace(), parted.into().person(), time(parted.toldAt())))
        .replaceWithVoid();
  }

  private Uni<Void> move(Parted parted) {
    return connection
        .preparedQuery(PartingSql.IDENTIFIERS)
        .execute(Tuple.of(parted.from().workspace(), parted.from().person()))
        .chain(
            rows -> {
              Uni<Void> done = none();
              for (Row row : rows) {
                Kind kind = Kind.valueOf(row.getString("kind"));
                Identifier identifier = new Identifier(kind, row.getString("value"));
                if (Ids.person(parted.from().workspace(), identifier).equals(parted.original())) {
                  done = done.chain(() -> move(parted, identifier));
                }
              }
              return done;
            });
  }

  private Uni<Void> move(Parted parted, Identifier identifier) {
    Kind kind = identifier.kind();
    boolean known = kind != Kind.VISITOR && kind != Kind.ANONYMOUS_ID;
    return connection
        .preparedQuery(PartingSql.MOVE)
        .execute(
            Tuple.of(
                parted.into().workspace(),
                parted.into().person(),
                parted.from().person(),
                kind.name(),
                identifier.value(),
                known))
        .replaceWithVoid();
  }

  private static Uni<Void> none() {
    return Uni.createFrom().voidItem();
  }
}
