package io.impuls.demo.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.impuls.contracts.topic.Json;
import io.impuls.demo.stack.ImpulsApi;
import io.impuls.demo.stack.RunningStack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Publishes what the demo judges by, in force from the first recorded day, and waits until every
 * instance has it. What is there already stays as it is: somebody may have changed it since.
 */
public final class DemoDefinitions {

  /** Id of the plan. */
  public static final String PLAN = "demo";

  /** The band whose entry sends the mail. */
  public static final String BAND = "HOT";

  /** Id of the campaign. */
  public static final String CAMPAIGN = "hot-customers";

  private static final Duration LOADED = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final RunningStack stack;
  private final ImpulsApi api;

  /** Publishes to a stack. */
  public DemoDefinitions(RunningStack stack) {
    this.stack = stack;
    this.api = stack.api();
  }

  /**
   * Publishes what is missing and waits until it is in force everywhere.
   *
   * @param from start of the first recorded day
   */
  public void publish(Instant from) throws InterruptedException {
    List<URI> loaded = new ArrayList<>();
    String plan = "/v1/plans/" + PLAN;
    publish(stack.service("scoring").resolve(plan), versioned(read("plan.json"), from));
    stack.instances("scoring").forEach(instance -> loaded.add(instance.resolve(plan)));
    for (Map.Entry<String, JsonNode> rule : read("tag-rules.json").properties()) {
      String path = "/v1/tag-rules/" + rule.getKey();
      publish(stack.service("segmentation").resolve(path), versioned(rule.getValue(), from));
      stack.instances("segmentation").forEach(instance -> loaded.add(instance.resolve(path)));
    }
    ObjectNode campaign = (ObjectNode) read("campaign.json");
    campaign.put("activeFrom", from.toString());
    publish(stack.service("campaign").resolve("/v1/campaigns/" + CAMPAIGN), campaign);
    for (URI address : loaded) {
      awaitLoaded(address);
    }
  }

  private void publish(URI address, JsonNode document) {
    if (api.get(address).isEmpty()) {
      ImpulsApi.expectSuccess(address, api.put(address, document));
    }
  }

  private void awaitLoaded(URI address) throws InterruptedException {
    long deadline = System.nanoTime() + LOADED.toNanos();
    while (api.get(address).isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(address + " has not loaded the demo's definitions");
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }

  private static ObjectNode versioned(JsonNode definition, Instant from) {
    ObjectNode body = definition.deepCopy();
    body.put("effectiveFrom", from.toString());
    return body;
  }

  private static JsonNode read(String name) {
    try (InputStream in =
        DemoDefinitions.class.getResourceAsStream("/io/impuls/demo/definitions/" + name)) {
      return Json.mapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
