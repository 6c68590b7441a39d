package io.impuls.campaign.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** Table {@code aliases}: one row per person that became another. */
final class AliasTable {

  /** Gives who the person is now. */
  UUID survivor(Connection connection, UUID workspace, UUID person) throws SQLException {
    return Sql.first(
            connection,
            row -> row.getObject(1, UUID.class),
            "select survivor from aliases where workspace = ? and person = ?",
            workspace,
            person)
        .orElse(person);
  }

  /** Keeps that {@code from} became {@code into}; who had become {@code from} follows. */
  void keep(Connection connection, UUID workspace, UUID from, UUID into) throws SQLException {
    Sql.update(
        connection,
        "insert into aliases (workspace, person, survivor) values (?, ?, ?)",
        workspace,
        from,
        into);
    Sql.update(
        connection,
        "update aliases set survivor = ? where workspace = ? and survivor = ?",
        into,
        workspace,
        from);
  }
}
