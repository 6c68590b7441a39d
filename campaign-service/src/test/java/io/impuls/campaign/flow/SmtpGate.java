package io.impuls.campaign.flow;

import io.impuls.embedded.ServerKind;
import io.impuls.testkit.EmbeddedServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Stands between the service and the mail server. Shut, nothing can be connected to; losing
 * answers, the server takes a mail and the service never learns of it.
 */
public class SmtpGate implements QuarkusTestResourceLifecycleManager {

  private static final byte[] END_OF_MAIL = "\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);

  private String[] server;
  private int port;
  private volatile ServerSocket entrance;
  private volatile boolean losingAnswers;

  @Override
  public Map<String, String> start() {
    server = EmbeddedServers.addresses(ServerKind.SMTP).smtp().split(":");
    open();
    return Map.of(
        "quarkus.mailer.host", "127.0.0.1",
        "quarkus.mailer.port", Integer.toString(port),
        "impuls.campaign.delivery.first-backoff", "PT0.1S",
        "impuls.campaign.delivery.longest-backoff", "PT0.5S",
        "impuls.campaign.delivery.answer-bound", "PT20S");
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(SmtpGate.class));
  }

  @Override
  public void stop() {
    shut();
  }

  void open() {
    try {
      ServerSocket opened = new ServerSocket();
      opened.setReuseAddress(true);
      opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      port = opened.getLocalPort();
      entrance = opened;
      daemon(() -> accept(opened));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void shut() {
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void loseAnswers(boolean lose) {
    losingAnswers = lose;
  }

  private void accept(ServerSocket at) {
    while (!at.isClosed()) {
      try {
        Socket client = at.accept();
        Socket mail = new Socket(server[0], Integer.parseInt(server[1]));
        Connection connection = new Connection(client, mail, losingAnswers);
        daemon(connection::toServer);
        daemon(connection::toClient);
      } catch (IOException e) {
        // shut
      }
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "smtp-gate");
    thread.setDaemon(true);
    thread.start();
  }

  private static final class Connection {
    private final Socket client;
    private final Socket mail;
    private final boolean losesAnswer;
    private volatile boolean complete;

    Connection(Socket client, Socket mail, boolean losesAnswer) {
      this.client = client;
      this.mail = mail;
      this.losesAnswer = losesAnswer;
    }

    void toServer() {
      try {
        InputStream in = client.getInputStream();
        OutputStream out = mail.getOutputStream();
        int matched = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
          matched = next == END_OF_MAIL[matched] ? matched + 1 : next == '\r' ? 1 : 0;
          if (matched == END_OF_MAIL.length) {
            complete = true;
            matched = 0;
          }
          out.write(next);
        }
      } catch (IOException e) {
        // the other side is gone
      } finally {
        end();
      }
    }

    void toClient() {
      try {
        InputStream in = mail.getInputStream();
        OutputStream out = client.getOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
          if (complete && losesAnswer) {
            return;
          }
          out.write(next);
        }
      } catch (IOException e) {
        // the other side is gone
      } finally {
        end();
      }
    }

    private void end() {
      try (client;
          mail) {
        complete = true;
      } catch (IOException e) {
        // both are gone
      }
    }
  }
}
