package io.impuls.campaign.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.impuls.campaign.domain.Recipient;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** Table {@code recipients}: one row per person with a stated fact, written under its lock. */
final class RecipientTable {

  private static final JsonColumn<Recipient> PROFILE = new JsonColumn<>(new TypeReference<>() {});

  Recipient of(Connection connection, UUID workspace, UUID person) throws SQLException {
    return Sql.first(
            connection,
            row -> PROFILE.read(row.getString(1)),
            "select profile from recipients where workspace = ? and person = ?",
            workspace,
            person)
        .orElse(Recipient.unknown(workspace, person));
  }

  void keep(Connection connection, Recipient recipient) throws SQLException {
    String addressHash =
        recipient.mailAddress().map(address -> address.hash(recipient.workspace())).orElse(null);
    Sql.update(
        connection,
        "insert into recipients (workspace, person, address_hash, profile)"
            + " values (?, ?, ?, ?::jsonb)"
            + " on conflict (workspace, person) do update"
            + " set address_hash = excluded.address_hash, profile = excluded.profile",
        recipient.workspace(),
        recipient.person(),
        addressHash,
        PROFILE.write(recipient));
  }

  void forget(Connection connection, UUID workspace, UUID person) throws SQLException {
    Sql.update(
        connection, "delete from recipients where workspace = ? and person = ?", workspace, person);
  }
}
