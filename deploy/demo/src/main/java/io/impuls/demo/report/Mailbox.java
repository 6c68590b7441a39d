package io.impuls.demo.report;

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
   * Gives the send that every mail in the mailboxes of these addresses is of, one entry a mail: the
   * left side of its Message-ID.
   *
   * @throws IllegalStateException when a mailbox cannot be read
   */
  public List<String> sends(Collection<String> addresses) {
    Properties settings = new Properties();
    settings.put("mail.imap.connectiontimeout", "5000");
    settings.put("mail.imap.timeout", "20000");
    Session session = Session.getInstance(settings);
    List<String> sends = new ArrayList<>();
    for (String address : addresses) {
      try (Store store = session.getStore("imap")) {
        store.connect(host, port, address, address);
        Folder inbox = store.getFolder("INBOX");
        inbox.open(Folder.READ_ONLY);
        for (Message message : inbox.getMessages()) {
          sends.add(send(message.getHeader("Message-ID")));
        }
        inbox.close(false);
      } catch (MessagingException e) {
        throw new IllegalStateException("cannot read the mailbox of a recipient", e);
      }
    }
    return sends;
  }

  private static String send(String[] messageIds) {
    if (messageIds == null || messageIds.length == 0) {
      return "a mail without an id";
    }
    int at = messageIds[0].indexOf('@');
    return at < 0 ? messageIds[0] : messageIds[0].substring(1, at);
  }
}
