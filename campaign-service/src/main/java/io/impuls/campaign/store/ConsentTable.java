package io.impuls.campaign.store;

import io.impuls.campaign.domain.Stamp;
import io.impuls.campaign.domain.Stamped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** Table {@code consents}: what was last stated with an address, by purpose. */
final class ConsentTable {

  /** Gives the statement; null for none. */
  Stamped<Boolean> of(Connection connection, UUID workspace, String addressHash, String purpose)
      throws SQLException {
    return Sql.first(
            connection,
            row ->
                new Stamped<>(
                    row.getBoolean("granted"),
                    new Stamp(row.getLong("at_millis"), row.getObject("event_id", UUID.class))),
            "select granted, at_millis, event_id from consents"
                + " where workspace = ? and address_hash = ? and purpose = ?",
            workspace,
            addressHash,
            purpose)
        .orElse(null);
  }

  /** Keeps a statement unless a later one is kept; uuid compares by unsigned bytes, as I2 asks. */
  void keep(
      Connection connection,
      UUID workspace,
      String addressHash,
      String purpose,
      boolean granted,
      Stamp stamp)
      throws SQLException {
    Sql.update(
        connection,
        "insert into consents as c (workspace, address_hash, purpose, granted, at_millis, event_id)"
            + " values (?, ?, ?, ?, ?, ?)"
            + " on conflict (workspace, address_hash, purpose) do update"
            + " set granted = excluded.granted, at_millis = excluded.at_millis,"
            + " event_id = excluded.event_id"
            + " where (c.at_millis, c.event_id) < (excluded.at_millis, excluded.event_id)",
        workspace,
        addressHash,
        purpose,
        granted,
        stamp.atMillis(),
        stamp.eventId());
  }
}
