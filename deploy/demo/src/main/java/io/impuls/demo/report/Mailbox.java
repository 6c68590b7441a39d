package io.impuls.demo.report;

import jakarta.mail.Address;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;

/** Reads the mail server's mailboxes over IMAP: one a recipient, opened by the address. */
public final class Mailbox {

  private final String host;
  private final int port;

  /** Reads from the IMAP server at this address. */
  public Mailbox(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /**
   * Gives the recipient of every mail in the mailboxes of these addresses, one entry a mail.
   *
   * @throws IllegalStateException when a mailbox cannot be read
   */
  public List<String> recipients(Collection<String> addresses) {
    Properties settings = new Properties();
    settings.put("mail.imap.connectiontimeout", "5000");
    settings.put("mail.imap.timeout", "20000");
    Session session = Session.getInstance(settings);
    List<String> recipients = new ArrayList<>();
    for (String address : addresses) {
      try (Store store = session.getStore("imap")) {
        store.connect(host, port, address, address);
        Folder inbox = store.getFolder("INBOX");
        inbox.open(Folder.READ_ONLY);
        for (Message message : inbox.getMessages()) {
          for (Address to : message.getAllRecipients()) {
            recipients.add(to.toString());
          }
        }
        inbox.close(false);
      } catch (MessagingException e) {
        throw new IllegalStateException("cannot read the mailbox of a recipient", e);
      }
    }
    return recipients;
  }
}
