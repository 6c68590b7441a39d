package io.impuls.campaign.store;

import io.impuls.campaign.domain.Outbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Hands out records in the order of their numbers. A send's records are numbered under its row
 * lock, so their numbers follow its states.
 */
public final class PostgresOutbox implements Outbox {

  private final Transactions transactions;
  private final OutboxTable table = new OutboxTable();
  private final Locks locks = new Locks(new AliasTable());

  public PostgresOutbox(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public int relay(int limit, Publisher publisher) {
    return transactions.run(connection -> relay(connection, limit, publisher));
  }

  private int relay(Connection connection, int limit, Publisher publisher) throws SQLException {
    if (!locks.outbox(connection)) {
      return 0;
    }
    List<OutboxTable.Entry> entries = table.oldest(connection, limit);
    if (entries.isEmpty()) {
      return 0;
    }
    try {
      publisher.publish(entries.stream().map(OutboxTable.Entry::parcel).toList());
    } catch (SQLException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("records stay in the outbox", e);
    }
    table.forget(connection, entries);
    return entries.size();
  }
}
