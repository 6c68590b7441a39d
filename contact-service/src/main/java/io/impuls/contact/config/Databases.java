package io.impuls.contact.config;

import io.impuls.contact.timeline.CassandraConnection;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.flywaydb.core.Flyway;

/** The databases at start: both may be away, and are made ready when they come. */
@Singleton
public class Databases {

  private static final Duration ANSWER_BOUND = Duration.ofSeconds(2);

  private final Flyway flyway;
  private final Pool pool;
  private final CassandraConnection cassandra;
  private volatile boolean migrated;

  public Databases(Flyway flyway, Pool pool, CassandraConnection cassandra) {
    this.flyway = flyway;
    this.pool = pool;
    this.cassandra = cassandra;
  }

  /** Brings the cards' tables up to date; throws while PostgreSQL is away. */
  void migrate() {
    flyway.migrate();
    migrated = true;
  }

  /** Connects to Cassandra and makes the timeline's tables; throws while it is away. */
  void connect() {
    cassandra.open();
  }

  boolean cardsAnswer() {
    if (!migrated) {
      return false;
    }
    try {
      pool.query("SELECT 1").execute().await().atMost(ANSWER_BOUND);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  boolean timelinesAnswer() {
    return cassandra.answers();
  }

  void close() {
    cassandra.close();
  }
}
