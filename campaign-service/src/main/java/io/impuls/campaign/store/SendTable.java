package io.impuls.campaign.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.impuls.campaign.domain.Occasion;
import io.impuls.campaign.domain.Progress;
import io.impuls.campaign.domain.Reason;
import io.impuls.campaign.domain.Send;
import io.impuls.campaign.domain.SendRecords.Kept;
import io.impuls.contracts.delivery.Delivery.State;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Table {@code sends}: one row per campaign and person, for ever. */
final class SendTable {

  static final String SELECT = "select s.* from sends s ";

  private static final JsonColumn<Map<String, String>> FACTS =
      new JsonColumn<>(new TypeReference<>() {});

  private final OutboxTable outbox;

  SendTable(OutboxTable outbox) {
    this.outbox = outbox;
  }

  Optional<Send> lock(Connection connection, UUID sendId) throws SQLException {
    return Sql.first(
        connection, SendTable::send, SELECT + "where s.send_id = ? for update", sendId);
  }

  Optional<Send> lock(Connection connection, UUID workspace, String campaign, UUID person)
      throws SQLException {
    return Sql.first(
        connection,
        SendTable::send,
        SELECT + "where s.workspace = ? and s.campaign = ? and s.person = ? for update",
        workspace,
        campaign,
        person);
  }

  List<Send> lockAll(Connection connection, UUID workspace, UUID person) throws SQLException {
    return Sql.list(
        connection,
        SendTable::send,
        SELECT + "where s.workspace = ? and s.person = ? order by s.campaign for update",
        workspace,
        person);
  }

  /** Gives waiting sends that are due, without locking them. */
  List<Send> dueWaiting(Connection connection, Instant now, int limit) throws SQLException {
    return Sql.list(
        connection,
        SendTable::send,
        SELECT + "where s.state = 'WAITING' and s.due_at <= ? order by s.due_at limit ?",
        now,
        limit);
  }

  /** Locks the longest due reserved send of a campaign that is not paused. */
  Optional<Send> lockReserved(Connection connection, Instant now) throws SQLException {
    return Sql.first(
        connection,
        SendTable::send,
        SELECT
            + "join campaigns c on c.workspace = s.workspace and c.id = s.campaign"
            + " where s.state = 'RESERVED' and s.due_at <= ? and c.active"
            + " order by s.due_at limit 1 for update of s skip locked",
        now);
  }

  List<Send> lockHandingOff(Connection connection) throws SQLException {
    return Sql.list(
        connection, SendTable::send, SELECT + "where s.state = 'HANDING_OFF' for update");
  }

  /** Whether a person other than this send's has the campaign's send for the address. */
  boolean taken(
      Connection connection, UUID workspace, String campaign, String addressHash, UUID person)
      throws SQLException {
    return Sql.first(
            connection,
            row -> true,
            "select 1 from sends where workspace = ? and campaign = ? and address_hash = ?"
                + " and person <> ?",
            workspace,
            campaign,
            addressHash,
            person)
        .isPresent();
  }

  /** Has every send that waits on an address looked at again. */
  void wake(Connection connection, UUID workspace, UUID person, String addressHash, Instant now)
      throws SQLException {
    Sql.update(
        connection,
        "update sends set due_at = ? where workspace = ? and state = 'WAITING'"
            + " and (person = ? or person in"
            + " (select r.person from recipients r where r.workspace = ? and r.address_hash = ?))",
        now,
        workspace,
        person,
        workspace,
        addressHash);
  }

  /** Keeps a send, and tells of it when it is new or its state changed. */
  void keep(Connection connection, Send before, Send after, Instant now) throws SQLException {
    Progress progress = after.progress();
    Sql.update(
        connection,
        "insert into sends (send_id, workspace, campaign, person, trigger_id, trigger_of,"
            + " triggered_at, facts, useful_until, state, reason, address_hash, attempts, due_at,"
            + " created_at, updated_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " on conflict (send_id) do update set person = excluded.person,"
            + " trigger_id = excluded.trigger_id, trigger_of = excluded.trigger_of,"
            + " triggered_at = excluded.triggered_at, facts = excluded.facts,"
            + " useful_until = excluded.useful_until, state = excluded.state,"
            + " reason = excluded.reason, address_hash = excluded.address_hash,"
            + " attempts = excluded.attempts, due_at = excluded.due_at,"
            + " updated_at = excluded.updated_at",
        after.id(),
        after.workspace(),
        after.campaign(),
        after.person(),
        after.occasion().triggerId(),
        after.occasion().person(),
        after.occasion().occurredAt(),
        FACTS.write(after.occasion().facts()),
        after.usefulUntil(),
        progress.state().name(),
        Objects.toString(progress.reason(), null),
        progress.addressHash(),
        progress.attempts(),
        progress.dueAt(),
        now,
        now);
    if (before == null || before.state() != after.state()) {
      outbox.add(connection, after.delivery(now));
    }
  }

  static Kept kept(ResultSet row) throws SQLException {
    return new Kept(send(row), Sql.instant(row, "created_at"), Sql.instant(row, "updated_at"));
  }

  private static Send send(ResultSet row) throws SQLException {
    Occasion occasion =
        new Occasion(
            row.getObject("trigger_of", UUID.class),
            row.getString("trigger_id"),
            Sql.instant(row, "triggered_at"),
            FACTS.read(row.getString("facts")));
    Progress progress =
        new Progress(
            State.valueOf(row.getString("state")),
            Reason.parse(row.getString("reason")),
            row.getString("address_hash"),
            row.getInt("attempts"),
            Sql.instant(row, "due_at"));
    return new Send(
        row.getObject("send_id", UUID.class),
        row.getObject("workspace", UUID.class),
        row.getString("campaign"),
        row.getObject("person", UUID.class),
        occasion,
        Sql.instant(row, "useful_until"),
        progress);
  }
}
