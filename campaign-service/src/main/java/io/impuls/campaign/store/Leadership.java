package io.impuls.campaign.store;

import io.impuls.campaign.domain.StorageTrouble;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * One instance of all leads: the one whose database session holds a lock. The lock ends with the
 * session, so a dead instance leads no longer, and at once.
 */
public final class Leadership {

  private static final Duration CHECK_EVERY = Duration.ofSeconds(1);
  private static final int CHECK_BOUND_SECONDS = 2;
  private static final String LOCK = "select pg_try_advisory_lock(?, ?)";
  private static final String UNLOCK = "select pg_advisory_unlock(?, ?)";
  private static final Logger LOG = Logger.getLogger(Leadership.class);

  private final DataSource database;
  private Connection session;
  private long checkedAt;

  /** Leads by a session of {@code database} that is kept open. */
  public Leadership(DataSource database) {
    this.database = database;
  }

  /** Whether this instance leads; {@code onBegin} runs each time it begins to, before it does. */
  synchronized boolean held(Runnable onBegin) {
    try {
      if (session != null && fresh()) {
        return true;
      }
      if (session != null && session.isValid(CHECK_BOUND_SECONDS)) {
        checkedAt = System.nanoTime();
        return true;
      }
      release();
      return begin(onBegin);
    } catch (SQLException e) {
      release();
      throw new StorageTrouble(Transactions.away(e), e);
    }
  }

  /** Leads no longer. */
  synchronized void release() {
    Connection old = session;
    session = null;
    if (old == null) {
      return;
    }
    try {
      Sql.first(old, row -> true, UNLOCK, Locks.HANDOVER, 0);
      old.close();
    } catch (SQLException e) {
      abort(old);
    }
  }

  /** Ends the session for good: back in the pool it might still hold the lock. */
  private static void abort(Connection session) {
    try {
      session.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.debugf(e, "a broken database session could not be ended");
    }
  }

  private boolean begin(Runnable onBegin) throws SQLException {
    if (fresh()) {
      return false;
    }
    checkedAt = System.nanoTime();
    session = candidate();
    if (session == null) {
      return false;
    }
    try {
      onBegin.run();
      return true;
    } catch (RuntimeException e) {
      release();
      throw e;
    }
  }

  private Connection candidate() throws SQLException {
    Connection candidate = database.getConnection();
    try {
      if (Sql.first(candidate, row -> row.getBoolean(1), LOCK, Locks.HANDOVER, 0).orElse(false)) {
        return candidate;
      }
      candidate.close();
      return null;
    } catch (SQLException e) {
      candidate.close();
      throw e;
    }
  }

  private boolean fresh() {
    return checkedAt != 0 && System.nanoTime() - checkedAt < CHECK_EVERY.toNanos();
  }
}
