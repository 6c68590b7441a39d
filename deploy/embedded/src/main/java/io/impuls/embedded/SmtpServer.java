package io.impuls.embedded;

import io.impuls.embedded.process.Child;
import io.impuls.embedded.process.Command;
import io.impuls.embedded.process.Jdk;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A mail server (GreenMail) that takes mail for anybody and delivers nothing: each recipient gets a
 * mailbox, to be read over IMAP with the address as user name and any password. Mailboxes are in
 * memory: a restart empties them.
 */
public final class SmtpServer implements EmbeddedServer {

  private static final int HEAP_MEGABYTES = 192;
  private static final int PROBE_MILLIS = 1_000;

  private final int port;
  private final int imapPort;
  private final Child child;

  /**
   * Describes a server.
   *
   * @param logs where its log goes
   * @param port at which it takes mail
   * @param imapPort at which mailboxes are read
   */
  public SmtpServer(Path logs, int port, int imapPort) {
    this.port = port;
    this.imapPort = imapPort;
    this.child = new Child("smtp", logs.resolve("smtp.log"), this::prepare, this::answers);
  }

  @Override
  public Child child() {
    return child;
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Gives {@code host:port} at which mailboxes are read. */
  public String imapAddress() {
    return "127.0.0.1:" + imapPort;
  }

  private Command prepare() {
    return JavaCommand.of(
        Jdk.current(),
        ServerClasspath.jars("smtp").stream()
            .map(Object::toString)
            .collect(Collectors.joining(File.pathSeparator)),
        HEAP_MEGABYTES,
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Dgreenmail.smtp.hostname=127.0.0.1",
            "-Dgreenmail.smtp.port=" + port,
            "-Dgreenmail.imap.hostname=127.0.0.1",
            "-Dgreenmail.imap.port=" + imapPort,
            "-Dgreenmail.auth.disabled"),
        List.of("com.icegreen.greenmail.standalone.GreenMailStandaloneRunner"));
  }

  private boolean answers() throws IOException {
    return greets(port, "220") && greets(imapPort, "* OK");
  }

  private static boolean greets(int port, String greeting) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), PROBE_MILLIS);
      socket.setSoTimeout(PROBE_MILLIS);
      byte[] start = socket.getInputStream().readNBytes(greeting.length());
      return greeting.equals(new String(start, StandardCharsets.US_ASCII));
    }
  }
}
