package io.impuls.campaign.flow;

import io.impuls.embedded.ServerKind;
import io.impuls.testkit.EmbeddedServers;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a recipient finds. */
final class Mailbox {

  private static final Set<String> OPENED = ConcurrentHashMap.newKeySet();

  /** A mail: subject, Message-ID and the whole source. */
  record Found(String subject, String messageId, String source) {

    /** Gives the source with folded and quoted lines as they were meant. */
    String plain() {
      return source.replaceAll("=\r?\n", "").replaceAll("\r?\n[ \t]+", " ").replace("=3D", "=");
    }
  }

  private Mailbox() {}

  /**
   * Makes the mailbox and gives its address. GreenMail makes one at the first mail or the first
   * look into it; both at once fail, and the mail's connection hangs (greenmail issue 598).
   */
  static String opened(String address) {
    if (OPENED.add(address)) {
      of(address);
    }
    return address;
  }

  static List<Found> of(String address) {
    String[] imap = EmbeddedServers.addresses(ServerKind.SMTP).imap().split(":");
    List<Found> mails = new ArrayList<>();
    try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
      store.connect(imap[0], Integer.parseInt(imap[1]), address, "any");
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_ONLY);
      for (Message message : inbox.getMessages()) {
        ByteArrayOutputStream source = new ByteArrayOutputStream();
        message.writeTo(source);
        mails.add(
            new Found(
                message.getSubject(),
                message.getHeader("Message-ID")[0],
                source.toString(StandardCharsets.UTF_8)));
      }
      inbox.close(false);
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
    return mails;
  }
}
