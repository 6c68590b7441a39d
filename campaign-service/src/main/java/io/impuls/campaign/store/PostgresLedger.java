package io.impuls.campaign.store;

import io.impuls.campaign.domain.Campaign;
import io.impuls.campaign.domain.Decision;
import io.impuls.campaign.domain.Ledger;
import io.impuls.campaign.domain.Mailbox;
import io.impuls.campaign.domain.Occasion;
import io.impuls.campaign.domain.Saved;
import io.impuls.campaign.domain.Send;
import io.impuls.contracts.delivery.Delivery.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Decides under the locks of person and mailbox, and keeps the send in the same transaction. */
public final class PostgresLedger implements Ledger {

  private final Transactions transactions;
  private final InstantSource clock;
  private final CampaignTable campaigns = new CampaignTable();
  private final RecipientTable recipients = new RecipientTable();
  private final SendTable sends = new SendTable(new OutboxTable());
  private final Locks locks = new Locks(new AliasTable());
  private final Mailboxes mailboxes = new Mailboxes(new ConsentTable(), sends, locks);

  public PostgresLedger(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Optional<Decision> decide(UUID workspace, String campaign, Occasion occasion) {
    return transactions.run(connection -> decide(connection, workspace, campaign, occasion));
  }

  @Override
  public int decideAgain(int limit) {
    Instant now = clock.instant();
    List<Send> due = transactions.run(connection -> sends.dueWaiting(connection, now, limit));
    for (Send send : due) {
      transactions.run(
          connection -> {
            decideAgain(connection, send);
            return null;
          });
    }
    return due.size();
  }

  private Optional<Decision> decide(
      Connection connection, UUID workspace, String id, Occasion occasion) throws SQLException {
    UUID person = locks.person(connection, workspace, occasion.person());
    Campaign campaign = campaigns.find(connection, workspace, id).map(Saved::campaign).orElse(null);
    if (campaign == null || !campaign.concerns(occasion)) {
      return Optional.empty();
    }
    Send before = sends.lock(connection, workspace, id, person).orElse(null);
    if (before != null && !before.startsAnew()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Mailbox mailbox =
        mailboxes.locked(connection, id, recipients.of(connection, workspace, person));
    Instant until = campaign.usefulUntil(occasion);
    Decision decision = Decision.first(until, mailbox, now);
    if (before == null) {
      Send first = Send.decided(campaign, person, occasion, decision, now);
      sends.keep(connection, null, first, now);
    } else if (decision instanceof Decision.Skip) {
      return Optional.empty();
    } else {
      Send again = before.startedAnew(occasion, until, now).after(decision, now);
      sends.keep(connection, before, again, now);
    }
    return Optional.of(decision);
  }

  private void decideAgain(Connection connection, Send due) throws SQLException {
    UUID person = locks.person(connection, due.workspace(), due.person());
    Instant now = clock.instant();
    Send before = sends.lock(connection, due.id()).orElse(null);
    // since it was found, another instance may have decided or a merge may have moved it
    if (before == null
        || before.state() != State.WAITING
        || before.progress().dueAt().isAfter(now)
        || !before.person().equals(person)) {
      return;
    }
    Mailbox mailbox =
        mailboxes.locked(
            connection, due.campaign(), recipients.of(connection, due.workspace(), person));
    Decision decision = Decision.again(before.usefulUntil(), mailbox, now);
    sends.keep(connection, before, before.after(decision, now), now);
  }
}
