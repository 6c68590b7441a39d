package io.impuls.embedded.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * The databases of a PostgreSQL server, by name.
 *
 * @param address {@code host:port} of the server
 */
public record Databases(String address) {

  /** The one user, who owns everything. */
  public static final String USER = "impuls";

  /** Not checked: the server trusts the loopback interface. */
  public static final String PASSWORD = "impuls";

  /** Makes the database unless it exists. */
  public void create(String name) {
    try (Connection connection = connect("postgres");
        PreparedStatement known =
            connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
      known.setString(1, name);
      try (ResultSet found = known.executeQuery()) {
        if (!found.next()) {
          execute(connection, "CREATE DATABASE " + quoted(name));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot make database " + name + " at " + address, e);
    }
  }

  /** Removes the database and ends its connections; nothing happens when there is none. */
  public void drop(String name) {
    try (Connection connection = connect("postgres")) {
      execute(connection, "DROP DATABASE IF EXISTS " + quoted(name) + " WITH (FORCE)");
    } catch (SQLException e) {
      throw new IllegalStateException("cannot remove database " + name + " at " + address, e);
    }
  }

  /** Opens a connection to the database. */
  public Connection connect(String name) throws SQLException {
    Properties user = new Properties();
    user.setProperty("user", USER);
    user.setProperty("password", PASSWORD);
    return new Driver().connect(jdbcUrl(name), user);
  }

  /** Gives the JDBC URL of the database. */
  public String jdbcUrl(String name) {
    return "jdbc:postgresql://" + address + "/" + name;
  }

  /** Gives the URL of the database for the reactive client. */
  public String reactiveUrl(String name) {
    return "postgresql://" + address + "/" + name;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
