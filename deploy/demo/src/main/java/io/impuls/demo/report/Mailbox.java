package io.impuls.demo.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads the test mail server's mailboxes over IMAP: one a recipient, opened by the address. Four
 * commands for each of many hundred mailboxes: a mail library would take a minute over it.
 */
public final class Mailbox {

  private static final int CONNECTIONS = 8;
  private static final int PATIENCE_MILLIS = 60_000;
  private static final String HEADER = "message-id:";
  private static final List<String> COMMANDS =
      List.of(
          "a1 LOGIN %s secret",
          "a2 SELECT INBOX", "a3 FETCH 1:* (BODY.PEEK[HEADER.FIELDS (Message-ID)])", "a4 LOGOUT");

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
    ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      List<Future<List<String>>> reading =
          addresses.stream().map(address -> connections.submit(() -> read(address))).toList();
      List<String> sends = new ArrayList<>();
      for (Future<List<String>> mailbox : reading) {
        sends.addAll(mailbox.get());
      }
      return sends;
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot read the mailbox of a recipient", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading mailboxes", e);
    } finally {
      connections.shutdownNow();
    }
  }

  private List<String> read(String address) throws IOException {
    List<String> sends = new ArrayList<>();
    try (Socket socket = new Socket(host, port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      PrintWriter out = new PrintWriter(socket.getOutputStream(), false, StandardCharsets.US_ASCII);
      in.readLine();
      int exists = 0;
      for (String command : COMMANDS) {
        if (command.contains("FETCH") && exists == 0) {
          continue;
        }
        out.print(command.formatted(address) + "\r\n");
        out.flush();
        String tag = command.substring(0, 2);
        String line = in.readLine();
        while (line != null && !line.startsWith(tag + " ")) {
          exists = line.endsWith(" EXISTS") ? Integer.parseInt(line.split(" ")[1]) : exists;
          if (line.toLowerCase(Locale.ROOT).startsWith(HEADER)) {
            sends.add(send(line.substring(HEADER.length()).strip()));
          }
          line = in.readLine();
        }
        if (line == null || !line.startsWith(tag + " OK")) {
          throw new IOException("the mail server answered " + line + " to " + tag);
        }
      }
      if (sends.size() != exists) {
        throw new IOException(
            "%d mails in a mailbox, %d of them with an id".formatted(exists, sends.size()));
      }
    }
    return sends;
  }

  private static String send(String messageId) {
    int at = messageId.indexOf('@');
    return messageId.startsWith("<") && at > 0 ? messageId.substring(1, at) : messageId;
  }
}
