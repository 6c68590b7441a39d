package io.impuls.campaign.store;

import io.impuls.campaign.domain.Audience;
import io.impuls.campaign.domain.EmailAddress;
import io.impuls.campaign.domain.MergedSends;
import io.impuls.campaign.domain.Recipient;
import io.impuls.campaign.domain.Send;
import io.impuls.campaign.domain.Stamp;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Split;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps who can be mailed and who became whom. */
public final class PostgresAudience implements Audience {

  private final Transactions transactions;
  private final InstantSource clock;
  private final RecipientTable recipients = new RecipientTable();
  private final ConsentTable consents = new ConsentTable();
  private final AliasTable aliases = new AliasTable();
  private final Locks locks = new Locks(aliases);
  private final SendTable sends = new SendTable(new OutboxTable());

  public PostgresAudience(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public void identified(Event identified) {
    transactions.run(
        connection -> {
          identified(connection, identified);
          return null;
        });
  }

  @Override
  public void merged(UUID workspace, UUID from, UUID into, Instant toldAt) {
    transactions.run(
        connection -> {
          merged(connection, workspace, from, into, toldAt);
          return null;
        });
  }

  @Override
  public void parted(UUID workspace, Split split, Instant toldAt) {
    transactions.run(
        connection -> {
          parted(connection, workspace, split, toldAt);
          return null;
        });
  }

  private void identified(Connection connection, Event event) throws SQLException {
    UUID workspace = event.workspace();
    UUID person = locks.person(connection, workspace, event.person());
    Recipient known = recipients.of(connection, workspace, person);
    Recipient next = known.with(event);
    Optional<String> stated =
        EmailAddress.of(event.identity().email()).map(address -> address.hash(workspace));
    if (stated.isPresent() && !event.consent().isEmpty()) {
      locks.mailbox(connection, stated.get());
      for (Map.Entry<String, Boolean> consent : event.consent().entrySet()) {
        if (consent.getValue() != null) {
          consents.keep(
              connection,
              workspace,
              stated.get(),
              consent.getKey(),
              consent.getValue(),
              Stamp.of(event));
        }
      }
    }
    if (!next.equals(known)) {
      recipients.keep(connection, next);
    }
    sends.wake(connection, workspace, person, stated.orElse(null), clock.instant());
  }

  private void merged(
      Connection connection, UUID workspace, UUID first, UUID second, Instant toldAt)
      throws SQLException {
    UUID from;
    UUID into;
    do {
      if (aliases.partedSince(connection, workspace, first, toldAt)) {
        return;
      }
      from = aliases.survivor(connection, workspace, first);
      into = aliases.survivor(connection, workspace, second);
      if (from.equals(into)) {
        return;
      }
      locks.persons(connection, workspace, from, into);
      // while we waited for the locks, another merge may have moved either
    } while (!from.equals(aliases.survivor(connection, workspace, first))
        || !into.equals(aliases.survivor(connection, workspace, second)));
    aliases.keep(connection, workspace, from, into, toldAt);
    Recipient absorbed = recipients.of(connection, workspace, from);
    recipients.keep(connection, recipients.of(connection, workspace, into).absorbing(absorbed));
    recipients.forget(connection, workspace, from);
    settleSends(connection, workspace, from, into);
  }

  private void parted(Connection connection, UUID workspace, Split split, Instant toldAt)
      throws SQLException {
    if (split.original().equals(split.into())) {
      locks.persons(
          connection,
          workspace,
          aliases.survivor(connection, workspace, split.original()),
          split.original());
      aliases.part(connection, workspace, split.original(), toldAt);
    }
    UUID from = aliases.survivor(connection, workspace, split.from());
    UUID into = aliases.survivor(connection, workspace, split.into());
    if (from.equals(into)) {
      return;
    }
    locks.persons(connection, workspace, from, into);
    Recipient before = recipients.of(connection, workspace, from);
    Recipient going = before.named(split.original());
    if (!going.isUnknown()) {
      recipients.keep(connection, before.without(going));
      recipients.keep(connection, recipients.of(connection, workspace, into).absorbing(going));
      sends.wake(connection, workspace, into, null, clock.instant());
    }
  }

  private void settleSends(Connection connection, UUID workspace, UUID from, UUID into)
      throws SQLException {
    Instant now = clock.instant();
    for (Send old : sends.lockAll(connection, workspace, from)) {
      Send own = sends.lock(connection, workspace, old.campaign(), into).orElse(null);
      for (Send changed : MergedSends.settle(old, own, into, now)) {
        Send before = changed.id().equals(old.id()) ? old : own;
        sends.keep(connection, before, changed, now);
      }
    }
    sends.wake(connection, workspace, into, null, now);
  }
}
