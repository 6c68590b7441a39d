package io.impuls.campaign.store;

import io.impuls.campaign.domain.Outbox.Parcel;
import io.impuls.contracts.delivery.Delivery;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.topic.Topics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Table {@code outbox}: holds seconds' worth of records while Kafka answers. */
final class OutboxTable {

  /** A record and its number. */
  record Entry(long id, Parcel parcel) {}

  void add(Connection connection, Delivery delivery) throws SQLException {
    add(
        connection,
        Topics.DELIVERIES.name(),
        Topics.DELIVERIES.serde().serialize(Topics.DELIVERIES.name(), delivery));
  }

  void add(Connection connection, Event event) throws SQLException {
    add(
        connection,
        Topics.COLLECTED.name(),
        Topics.COLLECTED.serde().serialize(Topics.COLLECTED.name(), event));
  }

  List<Entry> oldest(Connection connection, int limit) throws SQLException {
    return Sql.list(
        connection,
        OutboxTable::read,
        "select id, topic, value from outbox order by id limit ?",
        limit);
  }

  void forget(Connection connection, List<Entry> entries) throws SQLException {
    Sql.update(
        connection,
        "delete from outbox where id = any (?)",
        connection.createArrayOf("bigint", entries.stream().map(Entry::id).toArray()));
  }

  private static void add(Connection connection, String topic, byte[] value) throws SQLException {
    Sql.update(connection, "insert into outbox (topic, value) values (?, ?)", topic, value);
  }

  private static Entry read(ResultSet row) throws SQLException {
    String topic = row.getString("topic");
    byte[] value = row.getBytes("value");
    Parcel parcel =
        topic.equals(Topics.COLLECTED.name())
            ? new Parcel.OfEvent(Topics.COLLECTED.serde().deserialize(topic, value))
            : new Parcel.OfDelivery(Topics.DELIVERIES.serde().deserialize(topic, value));
    return new Entry(row.getLong("id"), parcel);
  }
}
