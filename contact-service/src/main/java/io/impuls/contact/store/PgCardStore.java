package io.impuls.contact.store;

import io.impuls.contact.domain.CardFacts;
import io.impuls.contact.domain.CardStore;
import io.impuls.contact.domain.StoreUnavailable;
import io.impuls.contact.domain.UnstorableFacts;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.tag.TagChange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Cards in PostgreSQL, one transaction a call, as the stream of a topic needs it. */
public final class PgCardStore implements CardStore {

  private final Pool pool;
  private final Duration bound;

  /** Writes through {@code pool}; a transaction that takes longer than {@code bound} fails. */
  public PgCardStore(Pool pool, Duration bound) {
    this.pool = pool;
    this.bound = bound;
  }

  @Override
  public void apply(CardFacts facts) {
    inTransaction(connection -> new CardTransaction(connection).apply(facts));
  }

  @Override
  public void applyScores(List<ScoreChange> newest) {
    Columns<ScoreChange> rows =
        Columns.of(newest)
            .with(UUID.class, ScoreChange::workspace)
            .with(UUID.class, ScoreChange::person)
            .with(String.class, ScoreChange::plan)
            .with(Long.class, c -> c.to().thousandths())
            .with(String.class, ScoreChange::bandTo)
            .with(Integer.class, ScoreChange::epoch)
            .with(Long.class, ScoreChange::version)
            .withTime(ScoreChange::occurredAt);
    inTransaction(c -> c.preparedQuery(CardSql.SCORE).execute(rows.tuple()).replaceWithVoid());
  }

  @Override
  public void applyTags(List<TagChange> newest) {
    Columns<TagChange> rows =
        Columns.of(newest)
            .with(UUID.class, TagChange::workspace)
            .with(UUID.class, TagChange::person)
            .with(String.class, TagChange::tag)
            .with(String.class, c -> c.name() == null ? c.tag() : c.name())
            .with(Long.class, c -> c.after() == null ? null : c.after().thousandths())
            .with(Integer.class, TagChange::epoch)
            .with(Long.class, TagChange::version)
            .withTime(TagChange::occurredAt);
    inTransaction(c -> c.preparedQuery(CardSql.TAG).execute(rows.tuple()).replaceWithVoid());
  }

  private void inTransaction(Function<SqlConnection, Uni<Void>> work) {
    try {
      pool.withTransaction(work).await().atMost(bound);
    } catch (PgException e) {
      throw refused(e) ? new UnstorableFacts(e) : new StoreUnavailable("cards", e);
    } catch (RuntimeException e) {
      throw new StoreUnavailable("cards", e);
    }
  }

  /** Values that no column takes (22), broken constraints (23) and limits of the server (54). */
  private static boolean refused(PgException e) {
    String state = String.valueOf(e.getSqlState());
    return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
  }
}
