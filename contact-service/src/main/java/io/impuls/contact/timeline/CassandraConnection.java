package io.impuls.contact.timeline;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.impuls.contact.domain.StoreUnavailable;
import java.time.Duration;

/**
 * The session with Cassandra. {@link #open} is tried until it succeeds; from then on the driver
 * reconnects by itself.
 */
public final class CassandraConnection implements AutoCloseable {

  private final CassandraSettings settings;
  private volatile Opened opened;

  /** A session with the statements of the tables. */
  private record Opened(
      CqlSession session, TimelineTable timeline, MonthsTable months, VisitsTable visits) {}

  /** Connects to nothing yet. */
  public CassandraConnection(CassandraSettings settings) {
    this.settings = settings;
  }

  /**
   * Connects, and creates what is missing. Throws when Cassandra is away; may then be called again.
   */
  public synchronized void open() {
    if (opened != null) {
      return;
    }
    CqlSession session =
        CqlSession.builder()
            .addContactPoints(settings.contactPoints())
            .withLocalDatacenter(settings.datacenter())
            .withConfigLoader(driver())
            .build();
    try {
      TimelineSchema.statements(settings)
          .forEach(
              statement ->
                  // schema agreement over several nodes takes its time
                  session.execute(
                      SimpleStatement.newInstance(statement).setTimeout(Duration.ofSeconds(20))));
      opened =
          new Opened(
              session,
              new TimelineTable(session, settings.keyspace()),
              new MonthsTable(session, settings.keyspace()),
              new VisitsTable(session, settings.keyspace()));
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** Whether a node answers within two seconds. */
  public boolean answers() {
    Opened current = opened;
    if (current == null) {
      return false;
    }
    try {
      current
          .session()
          .execute(
              SimpleStatement.newInstance("SELECT key FROM system.local")
                  .setTimeout(Duration.ofSeconds(2)));
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  TimelineTable timeline() {
    return current().timeline();
  }

  MonthsTable months() {
    return current().months();
  }

  VisitsTable visits() {
    return current().visits();
  }

  private Opened current() {
    Opened current = opened;
    if (current == null) {
      throw new StoreUnavailable("not connected to Cassandra yet", null);
    }
    return current;
  }

  /** Closes the session, if any. */
  @Override
  public synchronized void close() {
    if (opened != null) {
      opened.session().close();
      opened = null;
    }
  }

  private static DriverConfigLoader driver() {
    return DriverConfigLoader.programmaticBuilder()
        .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
        // every statement of ours may be repeated; without this the driver retries nothing
        .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, true)
        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(5))
        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(5))
        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, Duration.ofSeconds(5))
        .withString(
            DefaultDriverOption.REQUEST_THROTTLER_CLASS, "ConcurrencyLimitingRequestThrottler")
        .withInt(DefaultDriverOption.REQUEST_THROTTLER_MAX_CONCURRENT_REQUESTS, 512)
        .withInt(DefaultDriverOption.REQUEST_THROTTLER_MAX_QUEUE_SIZE, 10_000)
        .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(500))
        .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(5))
        .build();
  }
}
