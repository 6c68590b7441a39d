package io.impuls.campaign.store;

import io.impuls.campaign.domain.Campaign;
import io.impuls.campaign.domain.Consent;
import io.impuls.campaign.domain.EmailAddress;
import io.impuls.campaign.domain.Mailbox;
import io.impuls.campaign.domain.Recipient;
import io.impuls.campaign.domain.Stamped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** Puts together what decides whether a person can be mailed right now. */
final class Mailboxes {

  private final ConsentTable consents;
  private final SendTable sends;
  private final Locks locks;

  Mailboxes(ConsentTable consents, SendTable sends, Locks locks) {
    this.consents = consents;
    this.sends = sends;
    this.locks = locks;
  }

  /** Gives the mailbox of a locked person and locks it for the rest of the transaction. */
  Mailbox locked(Connection connection, String campaign, Recipient recipient) throws SQLException {
    String hash = hash(recipient);
    if (hash == null) {
      return seen(connection, campaign, recipient);
    }
    locks.mailbox(connection, hash);
    return seen(connection, campaign, recipient);
  }

  /** Gives the mailbox as it is, for a send that holds its claim already. */
  Mailbox seen(Connection connection, String campaign, Recipient recipient) throws SQLException {
    EmailAddress address = recipient.mailAddress().orElse(null);
    Stamped<Boolean> ofPerson = recipient.consent().get(Campaign.PURPOSE);
    if (address == null) {
      return new Mailbox(null, Consent.of(null, ofPerson), false);
    }
    UUID workspace = recipient.workspace();
    String hash = address.hash(workspace);
    Stamped<Boolean> ofAddress = consents.of(connection, workspace, hash, Campaign.PURPOSE);
    boolean taken = sends.taken(connection, workspace, campaign, hash, recipient.person());
    return new Mailbox(address, Consent.of(ofAddress, ofPerson), taken);
  }

  /** Gives whether the person may be followed by what is in the mail (semantics 3.25). */
  Consent tracking(Connection connection, Recipient recipient) throws SQLException {
    String hash = hash(recipient);
    return Consent.of(
        hash == null
            ? null
            : consents.of(connection, recipient.workspace(), hash, Campaign.TRACKING_PURPOSE),
        recipient.consent().get(Campaign.TRACKING_PURPOSE));
  }

  private static String hash(Recipient recipient) {
    return recipient.mailAddress().map(address -> address.hash(recipient.workspace())).orElse(null);
  }
}
