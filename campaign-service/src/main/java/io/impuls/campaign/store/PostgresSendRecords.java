package io.impuls.campaign.store;

import io.impuls.campaign.domain.Reason;
import io.impuls.campaign.domain.Recipient;
import io.impuls.campaign.domain.Send;
import io.impuls.campaign.domain.SendRecords;
import io.impuls.campaign.domain.SentEvent;
import io.impuls.contracts.delivery.Delivery.State;
import io.impuls.contracts.event.Event;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads the ledger for people, always within a workspace. */
public final class PostgresSendRecords implements SendRecords {

  private final Transactions transactions;
  private final InstantSource clock;
  private final OutboxTable outbox = new OutboxTable();
  private final SendTable sends = new SendTable(outbox);
  private final RecipientTable recipients = new RecipientTable();

  public PostgresSendRecords(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public List<Kept> page(UUID workspace, String campaign, State state, int limit, Place after) {
    StringBuilder where = new StringBuilder("where s.workspace = ? and s.campaign = ?");
    List<Object> arguments = new ArrayList<>(List.of(workspace, campaign));
    if (state != null) {
      where.append(" and s.state = ?");
      arguments.add(state.name());
    }
    if (after != null) {
      where.append(" and (s.created_at, s.send_id) < (?, ?)");
      arguments.add(after.createdAt());
      arguments.add(after.sendId());
    }
    arguments.add(limit);
    String sql = SendTable.SELECT + where + " order by s.created_at desc, s.send_id desc limit ?";
    return transactions.run(
        connection -> Sql.list(connection, SendTable::kept, sql, arguments.toArray()));
  }

  @Override
  public Summary summary(UUID workspace, String campaign) {
    Map<State, Long> byState = new EnumMap<>(State.class);
    Map<Reason.Kind, Long> byReason = new EnumMap<>(Reason.Kind.class);
    transactions.run(
        connection ->
            Sql.list(
                connection,
                row -> {
                  long count = row.getLong("sends");
                  byState.merge(State.valueOf(row.getString("state")), count, Long::sum);
                  Reason reason = Reason.parse(row.getString("reason"));
                  if (reason != null) {
                    byReason.merge(reason.kind(), count, Long::sum);
                  }
                  return row;
                },
                "select state, split_part(reason, ':', 1) as reason, count(*) as sends from sends"
                    + " where workspace = ? and campaign = ? group by 1, 2",
                workspace,
                campaign));
    return new Summary(byState, byReason);
  }

  @Override
  public Optional<Kept> find(UUID workspace, UUID sendId) {
    return transactions.run(connection -> find(connection, workspace, sendId));
  }

  @Override
  public Optional<Kept> resolve(UUID workspace, UUID sendId, boolean sent, String why) {
    return transactions.run(connection -> resolve(connection, workspace, sendId, sent, why));
  }

  private Optional<Kept> find(Connection connection, UUID workspace, UUID sendId)
      throws SQLException {
    return Sql.first(
        connection,
        SendTable::kept,
        SendTable.SELECT + "where s.workspace = ? and s.send_id = ?",
        workspace,
        sendId);
  }

  private Optional<Kept> resolve(
      Connection connection, UUID workspace, UUID sendId, boolean sent, String why)
      throws SQLException {
    Send before =
        sends
            .lock(connection, sendId)
            .filter(send -> send.workspace().equals(workspace))
            .filter(send -> send.state() == State.UNKNOWN)
            .orElse(null);
    if (before == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Send after = before.resolved(sent, why);
    sends.keep(connection, before, after, now);
    if (sent) {
      Recipient recipient = recipients.of(connection, workspace, after.person());
      Optional<Event> event = SentEvent.of(after, recipient, now);
      if (event.isPresent()) {
        outbox.add(connection, event.get());
      }
    }
    return find(connection, workspace, sendId);
  }
}
