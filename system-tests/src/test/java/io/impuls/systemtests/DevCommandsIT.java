package io.impuls.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.topic.Json;
import io.impuls.contracts.topic.Topics;
import io.impuls.demo.replay.Target;
import io.impuls.demo.report.TopicLog;
import io.impuls.embedded.stack.ServiceKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators do at a running stack with {@code ./dev import} and {@code ./dev rejected}. */
class DevCommandsIT {

  /** As often the recording stands in the file, so that it takes several requests. */
  private static final int COPIES = 4;

  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir static Path directory;
  private static TestStack stack;
  private static DevScript dev;

  @BeforeAll
  static void start() {
    // what is imported and refused is tracking's alone
    stack =
        new TestStack(
            Map.of(
                ServiceKind.SCORING,
                0,
                ServiceKind.SEGMENTATION,
                0,
                ServiceKind.CONTACT,
                0,
                ServiceKind.CAMPAIGN,
                0));
    dev = new DevScript(stack.running(), directory);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void anImportThatIsKilledGoesOnAndEveryRowCountsOnce() throws Exception {
    String command = DevScript.documented("Import history").get(0);
    assertThat(command).isEqualTo("./dev import orders.csv --mapping orders.yaml");
    int invoices = writeOrders(directory.resolve("orders.csv"));
    Files.writeString(
        directory.resolve("orders.yaml"), DevScript.blocks("Import history", "yaml").get(0));

    killAfterSomeRows(command);
    DevScript.Outcome rest = dev.run(command);

    // the broken lines are no orders: the others are in, and the command says so
    assertThat(rest.said())
        .contains("goes on with row")
        .contains("%,d rows are in, 2 are not: orders.csv.errors.csv says why".formatted(invoices));
    assertThat(rest.code()).isEqualTo(1);
    assertThat(rowAfterTheKill(rest.said())).as("the kill hit between").isBetween(2, invoices);
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(imported())
                    .hasSize(invoices)
                    .doesNotHaveDuplicates()
                    .allMatch(id -> id.startsWith("import/orders-")));
    assertThat(Files.readAllLines(directory.resolve("orders.csv.errors.csv")))
        .hasSize(3)
        .startsWith("line,row,reason,field,detail")
        .anyMatch(line -> line.startsWith("2,1,UNREADABLE_LINE,,the quantity is no number"))
        .anyMatch(line -> line.contains(",UNREADABLE_LINE,,the time is none"));

    DevScript.Outcome again = dev.run(command);
    assertThat(again.said()).contains("%,d rows are in, 2 are not".formatted(invoices));
    assertThat(imported()).hasSize(invoices);
  }

  @Test
  void aRefusedEventIsFoundMendedAndReplayedOnce() throws Exception {
    String broken =
        "{\"id\":\"dev-1\",\"type\":\"order.placed\",\"userId\":\"1\",\"order\":{\"id\":\"9\",\"value\":\"x\"}}";
    Files.writeString(directory.resolve("mended.json"), broken.replace("\"x\"", "12.50"));
    send(broken);

    List<String> documented = DevScript.documented("Refused events");
    assertThat(documented).hasSize(4);
    DevScript.Outcome list = dev.run(documented.get(0));
    assertThat(list.said()).contains("NEW").contains("INVALID_FIELD").contains("/order/value");
    String id = list.said().substring(0, list.said().indexOf(' '));
    JsonNode shown = Json.mapper().readTree(dev.run(of(documented.get(1), id)).said());
    assertThat(shown.path("payload").asText()).isEqualTo(broken);
    assertThat(dev.run("./dev rejected replay " + id).said())
        .contains("is not sent")
        .contains("INVALID_FIELD");
    assertThat(dev.run(of(documented.get(2), id)).said()).contains(id + " is repaired");
    DevScript.Outcome replayed = dev.run(of(documented.get(3), id));
    assertThat(replayed.code()).isZero();
    assertThat(replayed.said()).startsWith(id + " is the event ");

    DevScript.Outcome again = dev.run(of(documented.get(3), id));

    assertThat(again.code()).isEqualTo(1);
    assertThat(again.said()).contains("It was replayed at");
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(events())
                    .filteredOn(event -> event.clientId().equals("dev-1"))
                    .singleElement()
                    .satisfies(
                        event -> assertThat(replayed.said()).contains(event.eventId().toString())));
    assertThat(dev.run(documented.get(0)).said()).contains("REPLAYED");
  }

  /** The page names a place as an example. */
  private static String of(String command, String id) {
    assertThat(command).contains(" 7-1042");
    return command.replace(" 7-1042", " " + id);
  }

  private static void killAfterSomeRows(String command) throws Exception {
    Process running = dev.start(command);
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(running.getInputStream(), StandardCharsets.UTF_8))) {
      String line = said.readLine();
      while (line != null && !line.contains("rows taken")) {
        line = said.readLine();
      }
      assertThat(line).as("a first piece is in").isNotNull();
      running.destroyForcibly();
    }
    assertThat(running.waitFor()).isNotZero();
  }

  private static int rowAfterTheKill(String said) {
    Matcher next = Pattern.compile("goes on with row ([\\d,]+)").matcher(said);
    assertThat(next.find()).as(said).isTrue();
    return Integer.parseInt(next.group(1).replace(",", ""));
  }

  /** Writes several times the recorded orders, and two lines that are none; gives the orders. */
  private static int writeOrders(Path file) throws IOException {
    List<String> recorded;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    DevCommandsIT.class.getResourceAsStream(
                        "/io/impuls/demo/data/online-retail-2010-12.csv.gz")),
                StandardCharsets.UTF_8))) {
      recorded = lines.lines().toList();
    }
    List<String> text = new ArrayList<>(List.of(recorded.get(0)));
    text.add("X1,a,x,many,2010-12-01 08:26:00,2.55,17850.0,UK");
    int invoices = 0;
    for (int copy = 1; copy <= COPIES; copy++) {
      String last = "";
      for (String line : recorded.subList(1, recorded.size())) {
        String invoice = line.substring(0, line.indexOf(','));
        invoices += invoice.equals(last) ? 0 : 1;
        last = invoice;
        // cancellations are known by their first letter
        text.add(invoice.startsWith("C") ? "C" + copy + line.substring(1) : copy + line);
      }
    }
    text.add("X2,a,x,1,yesterday,2.55,17850.0,UK");
    Files.write(file, text);
    return invoices;
  }

  private static void send(String event) throws Exception {
    Target target = stack.running().target();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(target.collector() + "/v1/events"))
            .header("Authorization", "Bearer " + target.backend().key())
            .POST(BodyPublishers.ofString(event))
            .build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  /** Gives the ids of all imported events that were published. */
  private static List<String> imported() {
    return events().stream()
        .filter(event -> event.flags().contains(EventFlag.BACKFILL))
        .filter(event -> event.clientId().startsWith("import/"))
        .map(Event::clientId)
        .toList();
  }

  private static List<Event> events() {
    try (TopicLog log = new TopicLog(stack.running().kafka())) {
      log.add(List.of(Topics.EVENTS.name()));
      log.readOn();
      return log.values(Topics.EVENTS);
    }
  }
}
