package io.impuls.campaign.store;

import io.impuls.campaign.domain.StorageTrouble;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs work in a database transaction: all of it holds, or nothing. */
public final class Transactions {

  /** Tries of work that lost against another transaction; a deadlock resolves in one or two. */
  private static final int TRIES = 5;

  private final DataSource database;

  /** Runs on connections of {@code database}. */
  public Transactions(DataSource database) {
    this.database = database;
  }

  /** What to do; it may be run again, so it must not act outside of the database. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Runs work, again when it lost against another transaction. */
  <T> T run(Work<T> work) {
    for (int tries = 1; ; tries++) {
      try {
        return once(work);
      } catch (SQLException e) {
        if (tries == TRIES || !lostARace(e)) {
          throw new StorageTrouble(away(e), refused(e), e);
        }
      }
    }
  }

  private <T> T once(Work<T> work) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.run(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        rollback(connection, e);
        throw e;
      } finally {
        reset(connection);
      }
    }
  }

  private static void rollback(Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static void reset(Connection connection) throws SQLException {
    if (!connection.isClosed()) {
      connection.setAutoCommit(true);
    }
  }

  /** Serialization failure, deadlock, or a unique key that another transaction just took. */
  private static boolean lostARace(SQLException e) {
    return switch (String.valueOf(e.getSQLState())) {
      case "40001", "40P01", "23505" -> true;
      default -> false;
    };
  }

  /** Values that no column takes (22), broken constraints (23) and limits of the server (54). */
  static boolean refused(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
  }

  /** Connection trouble (08), server going down (57), pool exhausted (no state). */
  static boolean away(SQLException e) {
    String state = e.getSQLState();
    return state == null || state.startsWith("08") || state.startsWith("57");
  }
}
