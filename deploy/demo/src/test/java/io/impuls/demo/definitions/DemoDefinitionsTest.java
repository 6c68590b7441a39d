package io.impuls.demo.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.impuls.contracts.topic.Json;
import io.impuls.demo.recording.RefusedException;
import io.impuls.demo.stack.RunningStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDefinitionsTest {

  private static final Instant NOW = Instant.parse("2026-11-25T20:00:00Z");
  private static final String PLAN = "/v1/plans/demo";

  /** What the services hold, by path. */
  private final Map<String, JsonNode> held = new ConcurrentHashMap<>();

  @TempDir static Path keys;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void coversWhateverMayBeReplayedFromNowOn() throws Exception {
    DemoDefinitions definitions = definitions();

    definitions.publish(NOW);

    // a recording may begin up to an hour after the horizon of 30 days, and no earlier
    assertThatCode(() -> definitions.expectInForce(Instant.parse("2026-10-26T21:00:00Z")))
        .doesNotThrowAnyException();
    assertThat(held)
        .containsKeys(PLAN, "/v1/campaigns/hot-customers", "/v1/tag-rules/bought-heart");
  }

  @Test
  void leavesWhatIsThereAsItIs() throws Exception {
    JsonNode own = Json.mapper().createObjectNode().put("effectiveFrom", NOW.toString());
    held.put(PLAN, own);

    definitions().publish(NOW);

    assertThat(held).containsEntry(PLAN, own);
  }

  @Test
  void refusesToReplayWhatAHeldVersionIsTooYoungFor() throws Exception {
    held.put(PLAN, Json.mapper().createObjectNode().put("effectiveFrom", NOW.toString()));
    DemoDefinitions definitions = definitions();
    definitions.publish(NOW);

    assertThatThrownBy(() -> definitions.expectInForce(NOW.minusMillis(1)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(PLAN)
        .hasMessageContaining("./dev reset");
    assertThatCode(() -> definitions.expectInForce(NOW)).doesNotThrowAnyException();
  }

  @Test
  void oldRecordingsAreJudgedFromTheirBeginningAndNothingIsMailed() throws Exception {
    DemoDefinitions definitions = new DemoDefinitions(stack("as-received"));

    definitions.publish(NOW);

    assertThatCode(() -> definitions.expectInForce(Instant.parse("2010-12-01T08:26:00Z")))
        .doesNotThrowAnyException();
    assertThat(held).containsKey(PLAN).doesNotContainKey("/v1/campaigns/hot-customers");
  }

  @Test
  void aPlanOfTheCallersTakesThePlaceOfTheDemos(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("plan.json"), "{\"name\": \"Mine\"}");

    DemoDefinitions.withPlan(stack(), file).publish(NOW);

    assertThat(held.get(PLAN).path("name").asText()).isEqualTo("Mine");
    assertThatThrownBy(() -> DemoDefinitions.withPlan(stack(), file))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("./dev reset");
  }

  @Test
  void saysWhatIsWrongWithAPlan(@TempDir Path directory) throws Exception {
    Path list = Files.writeString(directory.resolve("list.json"), "[]");

    assertThatThrownBy(() -> DemoDefinitions.withPlan(stack(), list))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("no JSON object");
    assertThatThrownBy(() -> DemoDefinitions.withPlan(stack(), directory.resolve("none.json")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("cannot be read");
  }

  private DemoDefinitions definitions() {
    return new DemoDefinitions(stack());
  }

  private RunningStack stack(String... settings) {
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    Properties addresses = new Properties();
    for (String service : new String[] {"scoring", "segmentation", "campaign"}) {
      addresses.setProperty(service + ".url", address);
      addresses.setProperty(service + ".1.url", address);
    }
    addresses.setProperty("keys", keys.toString());
    for (String setting : settings) {
      addresses.setProperty(setting, "true");
    }
    return new RunningStack(addresses, NOW);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (exchange.getRequestMethod().equals("PUT")) {
      held.put(path, (ObjectNode) Json.mapper().readTree(exchange.getRequestBody()));
    }
    JsonNode body = held.get(path.replace("/versions", ""));
    if (path.endsWith("/versions")) {
      ArrayNode versions = Json.mapper().createArrayNode();
      versions.addObject().put("effectiveFrom", "2999-01-01T00:00:00Z");
      body = versions.add(body);
    }
    byte[] bytes = Json.mapper().writeValueAsBytes(body);
    exchange.sendResponseHeaders(body == null ? 404 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
