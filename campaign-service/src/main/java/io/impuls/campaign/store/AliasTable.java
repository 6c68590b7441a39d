package io.impuls.campaign.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
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
  void keep(Connection connection, UUID workspace, UUID from, UUID into, Instant toldAt)
      throws SQLException {
    Sql.update(
        connection,
        "insert into aliases (workspace, person, survivor, told_at) values (?, ?, ?, ?)",
        workspace,
        from,
        into,
        toldAt);
    Sql.update(
        connection,
        "update aliases set survivor = ? where workspace = ? and survivor = ?",
        into,
        workspace,
        from);
  }

  /** Whether the person was parted after that was told. */
  boolean partedSince(Connection connection, UUID workspace, UUID person, Instant toldAt)
      throws SQLException {
    return Sql.first(
            connection,
            row -> row.getBoolean(1),
            "select told_at >= ? from partings where workspace = ? and person = ?",
            toldAt,
            workspace,
            person)
        .orElse(false);
  }

  /** Keeps that the person lives again, unless they became another after that was told. */
  void part(Connection connection, UUID workspace, UUID person, Instant toldAt)
      throws SQLException {
    Sql.update(
        connection,
        "insert into partings as p (workspace, person, told_at) values (?, ?, ?)"
            + " on conflict (workspace, person) do update"
            + " set told_at = greatest(p.told_at, excluded.told_at)",
        workspace,
        person,
        toldAt);
    Sql.update(
        connection,
        "delete from aliases where workspace = ? and person = ? and told_at <= ?",
        workspace,
        person,
        toldAt);
  }
}
