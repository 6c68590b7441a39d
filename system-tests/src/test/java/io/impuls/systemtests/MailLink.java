package io.impuls.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.impuls.contracts.Identifier;
import io.impuls.contracts.Identifier.Kind;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.topic.Json;
import io.impuls.demo.report.Evidence;
import io.impuls.demo.report.TopicLog;
import io.impuls.demo.stack.ImpulsApi;
import io.impuls.demo.stack.RunningStack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A reader gets a mail, follows its link in a fresh browser and unsubscribes by one click: from the
 * campaign to the collector and back, with the tokens that one seals and the other opens.
 */
final class MailLink {

  private static final String PAGE = "https://shop.example/lanterns?from=mail";
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final Pattern CLICK = Pattern.compile("http://[^\\s\">]+(/m/c/[\\w-]+)");
  private static final Pattern UNSUBSCRIBE =
      Pattern.compile("List-Unsubscribe: <http://[^\\s>]+(/m/u/[\\w-]+)>");

  private final TestStack stack;
  private final HttpClient client = HttpClient.newHttpClient();
  private int readers;
  private UUID reader;

  MailLink(TestStack stack) {
    this.stack = stack;
  }

  void run() throws Exception {
    publish();
    String mail = Awaitility.await().atMost(SOON).until(this::mailToSomebody, text -> text != null);

    HttpResponse<String> answer = send(request(path(CLICK, mail)).GET());

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).contains(PAGE);
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    Event clicked = awaitEvent(EventTypes.EMAIL_CLICKED);
    assertThat(clicked.person()).isEqualTo(reader);
    assertThat(cookie).startsWith("impuls_vid=" + clicked.identity().visitorId() + ";");
    assertThat(clicked.properties())
        .containsEntry("campaign", "mail-link")
        .containsEntry("link", "1")
        .containsEntry("url", PAGE);
    String once = "List-Unsubscribe=One-Click";
    assertThat(send(request(path(UNSUBSCRIBE, mail)).POST(BodyPublishers.ofString(once))))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(200);
    assertThat(awaitEvent(EventTypes.EMAIL_UNSUBSCRIBED).consent())
        .containsEntry("marketing_email", false);
  }

  private void publish() {
    ObjectNode campaign = Json.mapper().createObjectNode().put("name", "Mail link");
    campaign.putObject("trigger").putObject("band").put("plan", "demo").put("band", "HOT");
    campaign.putObject("mail").put("subject", "A link").put("text", "Look: " + PAGE);
    URI address = stack.running().service("campaign").resolve("/v1/campaigns/mail-link");
    ImpulsApi.expectSuccess(address, stack.running().api().put(address, campaign));
  }

  /** A campaign is known within a second; who came too early gets no mail, so others come. */
  private String mailToSomebody() throws Exception {
    readers++;
    String newcomer = "probe-reader-" + readers;
    String body =
        """
        [{"id":"%1$s-1","type":"person.identified","userId":"%1$s","email":"%1$s@example.test",
          "consent":{"marketing_email":true,"mail_tracking":true}},
         {"id":"%1$s-2","type":"order.placed","userId":"%1$s","order":{"id":"%1$s-2","value":500,"currency":"GBP"}},
         {"id":"%1$s-3","type":"order.placed","userId":"%1$s","order":{"id":"%1$s-3","value":500,"currency":"GBP"}}]
        """
            .formatted(newcomer);
    HttpRequest.Builder events =
        request("/v1/events").header("Authorization", "Bearer sk_demo_shop");
    assertThat(send(events.POST(BodyPublishers.ofString(body))).statusCode()).isEqualTo(200);
    for (int i = 1; i <= readers; i++) {
      Optional<String> mail = mailWithLink("probe-reader-" + i + "@example.test");
      if (mail.isPresent()) {
        reader =
            Ids.person(RunningStack.WORKSPACE, new Identifier(Kind.USER_ID, "probe-reader-" + i));
        return mail.get();
      }
    }
    return null;
  }

  /** The demo's own campaign writes to the same readers, without a link. */
  private Optional<String> mailWithLink(String address) throws IOException {
    return Pattern.compile("\\* \\d+ FETCH")
        .splitAsStream(mailbox(address))
        .filter(mail -> CLICK.matcher(mail).find())
        .findFirst();
  }

  private static String path(Pattern pattern, String mail) {
    Matcher found = pattern.matcher(mail);
    assertThat(found.find()).as(mail).isTrue();
    return found.group(1);
  }

  private Event awaitEvent(String type) {
    try (TopicLog log = new TopicLog(stack.running().kafka())) {
      Evidence.follow(log);
      return Awaitility.await()
          .atMost(SOON)
          .until(
              () -> {
                log.readOn();
                return Evidence.of(log, RunningStack.WORKSPACE).events().stream()
                    .filter(event -> event.type().equals(type))
                    .filter(event -> "mail-link".equals(event.properties().get("campaign")))
                    .findFirst()
                    .orElse(null);
              },
              event -> event != null);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(stack.running().service("tracking").resolve(path))
        .timeout(Duration.ofSeconds(20));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Gives everything in a mailbox, with folded and quoted lines as they were meant. */
  private String mailbox(String address) throws IOException {
    String[] imap = stack.running().imap().split(":");
    try (Socket socket = new Socket(imap[0], Integer.parseInt(imap[1]))) {
      socket.setSoTimeout((int) SOON.toMillis());
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII);
      in.readLine();
      StringBuilder all = new StringBuilder();
      List<String> commands =
          List.of(
              "a1 LOGIN " + address + " secret",
              "a2 SELECT INBOX",
              "a3 FETCH 1:* (BODY.PEEK[])",
              "a4 LOGOUT");
      for (String command : commands) {
        out.print(command + "\r\n");
        out.flush();
        String tag = command.substring(0, 2) + " ";
        Stream.generate(() -> line(in))
            .takeWhile(line -> !line.startsWith(tag))
            .forEach(line -> all.append(line).append('\n'));
      }
      return all.toString().replace("=\n", "").replaceAll("\n[ \t]+", " ").replace("=3D", "=");
    }
  }

  private static String line(BufferedReader in) {
    try {
      String line = in.readLine();
      if (line == null) {
        throw new IOException("the mail server hung up");
      }
      return line;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
