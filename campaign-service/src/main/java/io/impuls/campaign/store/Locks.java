package io.impuls.campaign.store;

import io.impuls.contracts.Ids;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Locks of a transaction, so that what is decided about a person and a mailbox is decided by one
 * instance at a time. Always persons first, in the order of their ids, then mailboxes.
 */
final class Locks {

  /** Spaces of advisory locks keep different things with the same number apart. */
  private static final int PERSONS = 1;

  private static final int MAILBOXES = 2;
  private static final int OUTBOX = 3;
  static final int HANDOVER = 4;

  private final AliasTable aliases;

  Locks(AliasTable aliases) {
    this.aliases = aliases;
  }

  /** Locks the person and gives who it is now. */
  UUID person(Connection connection, UUID workspace, UUID person) throws SQLException {
    while (true) {
      UUID survivor = aliases.survivor(connection, workspace, person);
      lock(connection, PERSONS, fold(survivor) ^ fold(workspace));
      // while we waited for the lock, a merge may have made it somebody else
      if (survivor.equals(aliases.survivor(connection, workspace, person))) {
        return survivor;
      }
    }
  }

  /** Locks two persons that are both their own survivors. */
  void persons(Connection connection, UUID workspace, UUID a, UUID b) throws SQLException {
    boolean ordered = Ids.compareUnsigned(a, b) <= 0;
    lock(connection, PERSONS, fold(ordered ? a : b) ^ fold(workspace));
    lock(connection, PERSONS, fold(ordered ? b : a) ^ fold(workspace));
  }

  /** Locks the mailbox behind an address. */
  void mailbox(Connection connection, String addressHash) throws SQLException {
    lock(connection, MAILBOXES, Integer.parseUnsignedInt(addressHash.substring(0, 8), 16));
  }

  /** Locks the outbox, or gives false when another instance has it. */
  boolean outbox(Connection connection) throws SQLException {
    return Sql.first(
            connection,
            row -> row.getBoolean(1),
            "select pg_try_advisory_xact_lock(?, ?)",
            OUTBOX,
            0)
        .orElse(false);
  }

  private static void lock(Connection connection, int space, int number) throws SQLException {
    Sql.first(connection, row -> true, "select pg_advisory_xact_lock(?, ?)", space, number);
  }

  /** Two persons on one number only wait for each other. */
  private static int fold(UUID id) {
    return id.hashCode();
  }
}
