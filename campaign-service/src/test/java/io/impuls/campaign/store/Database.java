package io.impuls.campaign.store;

import io.impuls.embedded.ServerKind;
import io.impuls.embedded.postgres.Databases;
import io.impuls.testkit.EmbeddedServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of its own with the service's tables, without connection pool or container. */
final class Database implements AutoCloseable {

  private final Databases databases =
      new Databases(EmbeddedServers.addresses(ServerKind.POSTGRES).postgres());
  private final String name = EmbeddedServers.freshDatabase();
  private final PGSimpleDataSource source = new PGSimpleDataSource();

  Database() {
    source.setUrl(databases.jdbcUrl(name));
    source.setUser(Databases.USER);
    source.setPassword(Databases.PASSWORD);
    Flyway.configure().dataSource(source).load().migrate();
  }

  PGSimpleDataSource source() {
    return source;
  }

  /** Runs a statement as an accident or an operator would. */
  int change(String sql, Object... arguments) {
    return new Transactions(source).run(connection -> Sql.update(connection, sql, arguments));
  }

  List<String> texts(String sql, Object... arguments) {
    return new Transactions(source)
        .run(connection -> Sql.list(connection, row -> row.getString(1), sql, arguments));
  }

  /** Empties every table. */
  void empty() {
    change("truncate campaigns, recipients, consents, aliases, partings, sends, outbox");
  }

  Connection connect() throws SQLException {
    return source.getConnection();
  }

  @Override
  public void close() {
    databases.drop(name);
  }
}
