package io.impuls.campaign.store;

import io.impuls.campaign.domain.Backoff;
import io.impuls.campaign.domain.Campaign;
import io.impuls.campaign.domain.Decision;
import io.impuls.campaign.domain.EmailAddress;
import io.impuls.campaign.domain.Handover;
import io.impuls.campaign.domain.Handovers;
import io.impuls.campaign.domain.Mailbox;
import io.impuls.campaign.domain.Outgoing;
import io.impuls.campaign.domain.Recipient;
import io.impuls.campaign.domain.Send;
import io.impuls.campaign.domain.SentEvent;
import io.impuls.contracts.delivery.Delivery.State;
import io.impuls.contracts.event.Event;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Moves sends through hand-over, each step committed before and after the provider is called. */
public final class PostgresHandovers implements Handovers {

  private final Transactions transactions;
  private final Leadership leadership;
  private final Backoff backoff;
  private final InstantSource clock;
  private final CampaignTable campaigns = new CampaignTable();
  private final RecipientTable recipients = new RecipientTable();
  private final OutboxTable outbox = new OutboxTable();
  private final SendTable sends = new SendTable(outbox);
  private final Mailboxes mailboxes =
      new Mailboxes(new ConsentTable(), sends, new Locks(new AliasTable()));

  public PostgresHandovers(
      Transactions transactions, Leadership leadership, Backoff backoff, InstantSource clock) {
    this.transactions = transactions;
    this.leadership = leadership;
    this.backoff = backoff;
    this.clock = clock;
  }

  @Override
  public boolean lead() {
    return leadership.held(this::abandon);
  }

  @Override
  public void resign() {
    leadership.release();
  }

  @Override
  public Optional<Outgoing> next() {
    while (true) {
      Turn turn = transactions.run(this::next);
      if (turn.outgoing != null || !turn.more) {
        return Optional.ofNullable(turn.outgoing);
      }
    }
  }

  @Override
  public void settle(Outgoing outgoing, Handover handover) {
    transactions.run(
        connection -> {
          settle(connection, outgoing, handover);
          return null;
        });
  }

  private record Turn(Outgoing outgoing, boolean more) {}

  private Turn next(Connection connection) throws SQLException {
    Instant now = clock.instant();
    Send send = sends.lockReserved(connection, now).orElse(null);
    if (send == null) {
      return new Turn(null, false);
    }
    Recipient recipient = recipients.of(connection, send.workspace(), send.person());
    Mailbox mailbox = mailboxes.seen(connection, send.campaign(), recipient);
    // consent, address and useful time are checked once more, at the last moment (semantics 3.11)
    Decision decision = Decision.again(send.usefulUntil(), mailbox, now);
    if (decision instanceof Decision.Send still && claimed(send, still.to())) {
      Send leaving = send.handingOff();
      sends.keep(connection, send, leaving, now);
      return new Turn(outgoing(connection, leaving, still.to(), recipient), true);
    }
    // another address or person: decided anew under the locks of both
    Send back =
        decision instanceof Decision.Skip
            ? send.after(decision, now)
            : send.after(new Decision.Wait(now), now).reconsidered(now);
    sends.keep(connection, send, back, now);
    return new Turn(null, true);
  }

  private static boolean claimed(Send send, EmailAddress address) {
    return address.hash(send.workspace()).equals(send.progress().addressHash());
  }

  private Outgoing outgoing(Connection connection, Send send, EmailAddress to, Recipient recipient)
      throws SQLException {
    Campaign campaign =
        campaigns.find(connection, send.workspace(), send.campaign()).orElseThrow().campaign();
    Map<String, String> data = new HashMap<>(recipient.traitTexts());
    data.putAll(send.occasion().facts());
    return new Outgoing(send, to, campaign.mail(), data, mailboxes.tracking(connection, recipient));
  }

  private void settle(Connection connection, Outgoing outgoing, Handover handover)
      throws SQLException {
    Send before = sends.lock(connection, outgoing.send().id()).orElseThrow();
    boolean ours =
        before.progress().attempts() == outgoing.send().progress().attempts()
            // unknown: another instance thought us dead; we know better
            && (before.state() == State.HANDING_OFF || before.state() == State.UNKNOWN);
    if (!ours) {
      return;
    }
    Instant now = clock.instant();
    Send after = before.after(handover, backoff, now);
    sends.keep(connection, before, after, now);
    if (after.state() == State.SENT) {
      Recipient recipient = recipients.of(connection, after.workspace(), after.person());
      Optional<Event> event = SentEvent.of(after, recipient, now);
      if (event.isPresent()) {
        outbox.add(connection, event.get());
      }
    }
  }

  private void abandon() {
    transactions.run(
        connection -> {
          Instant now = clock.instant();
          for (Send send : sends.lockHandingOff(connection)) {
            sends.keep(connection, send, send.abandoned(), now);
          }
          return null;
        });
  }
}
