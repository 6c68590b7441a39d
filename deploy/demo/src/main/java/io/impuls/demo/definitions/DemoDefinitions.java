package io.impuls.demo.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.impuls.contracts.topic.Json;
import io.impuls.demo.recording.DayShift;
import io.impuls.demo.recording.RefusedException;
import io.impuls.demo.report.ScoreLimits;
import io.impuls.demo.stack.ImpulsApi;
import io.impuls.demo.stack.RunningStack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Publishes what the demo judges by, in force from the lateness horizon on, and waits until every
 * instance has it. So whatever is replayed first, nothing that can be replayed later comes too
 * early for it. What is there already stays as it is: somebody may have changed it since.
 */
public final class DemoDefinitions {

  /** Id of the plan. */
  public static final String PLAN = "demo";

  /** The band whose entry sends the mail. */
  public static final String BAND = "HOT";

  /** Id of the campaign. */
  public static final String CAMPAIGN = "hot-customers";

  /** Less than what a recording keeps from the horizon, and enough for clocks that differ. */
  private static final Duration SPARE = DayShift.SPARE.dividedBy(2);

  private static final Duration LOADED = Duration.ofMinutes(1);
  private static final String PLANS = "/v1/plans/";
  private static final String RULES = "/v1/tag-rules/";
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** Before every recording there is. */
  private static final Instant EVER = Instant.parse("2000-01-01T00:00:00Z");

  private final RunningStack stack;
  private final ObjectNode plan;
  private final ImpulsApi api;

  /** Publishes to a stack. */
  public DemoDefinitions(RunningStack stack) {
    this(stack, (ObjectNode) read("plan.json"));
  }

  private DemoDefinitions(RunningStack stack, ObjectNode plan) {
    this.stack = stack;
    this.plan = plan;
    this.api = stack.api();
  }

  /**
   * Publishes a plan of the caller's in the place of the demo's.
   *
   * @param file the plan in JSON
   * @throws RefusedException when the file cannot be read, or the stack has another plan already
   */
  public static DemoDefinitions withPlan(RunningStack stack, Path file) {
    try {
      if (!(Json.mapper().readTree(Files.readAllBytes(file)) instanceof ObjectNode plan)) {
        throw new RefusedException("the plan %s is no JSON object".formatted(file));
      }
      DemoDefinitions definitions = new DemoDefinitions(stack, plan);
      definitions.expectNoPlan(file);
      return definitions;
    } catch (IOException e) {
      throw new RefusedException("the plan %s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  /** Gives between what the plan that the stack has keeps its sums, as its author wrote it. */
  public ScoreLimits limits() {
    return ScoreLimits.of(held(stack.service("scoring").resolve(PLANS + PLAN)).path("plan"));
  }

  private void expectNoPlan(Path file) {
    if (api.get(stack.service("scoring").resolve(PLANS + PLAN)).isPresent()) {
      throw new RefusedException(
          "this stack has a plan already, which %s would not replace in the past: run ./dev reset first, or leave --plan out"
              .formatted(file));
    }
  }

  /**
   * Publishes what is missing and waits until it is in force everywhere.
   *
   * @param now the present
   */
  public void publish(Instant now) throws InterruptedException {
    Instant from = stack.asReceived() ? EVER : now.minus(RunningStack.HORIZON).plus(SPARE);
    for (Map.Entry<URI, ObjectNode> versioned : versioned().entrySet()) {
      publish(versioned.getKey(), versioned.getValue().put("effectiveFrom", from.toString()));
    }
    if (!stack.asReceived()) {
      // what would be mailed is of long ago
      publish(campaign(), ((ObjectNode) read("campaign.json")).put("activeFrom", from.toString()));
    }
    for (URI instance : stack.instances("scoring")) {
      awaitLoaded(instance.resolve(PLANS + PLAN));
    }
    for (URI instance : stack.instances("segmentation")) {
      for (String rule : rules().keySet()) {
        awaitLoaded(instance.resolve(RULES + rule));
      }
    }
  }

  /**
   * Makes sure that events of a moment are judged: the first version of everything is in force by
   * then.
   *
   * @param first when the first event of a recording happened
   * @throws RefusedException when something begins later, so that the result would be a fraction
   */
  public void expectInForce(Instant first) {
    for (URI address : versioned().keySet()) {
      JsonNode versions = held(URI.create(address + "/versions"));
      expectInForce(address, versions.path(versions.size() - 1).path("effectiveFrom"), first);
    }
    if (!stack.asReceived()) {
      expectInForce(campaign(), held(campaign()).path("activeFrom"), first);
    }
  }

  private static void expectInForce(URI address, JsonNode from, Instant first) {
    if (Instant.parse(from.asText()).isAfter(first)) {
      throw new RefusedException(
          "%s is in force from %s, after the first event of the recording at %s: the demo would come to nothing. Run ./dev reset first."
              .formatted(address.getPath(), from.asText(), first));
    }
  }

  private JsonNode held(URI address) {
    return api.get(address)
        .orElseThrow(() -> new IllegalStateException(address + " is gone again"));
  }

  /** Gives the plan and the tag rules by their addresses. */
  private Map<URI, ObjectNode> versioned() {
    Map<URI, ObjectNode> versioned = new LinkedHashMap<>();
    versioned.put(stack.service("scoring").resolve(PLANS + PLAN), plan.deepCopy());
    rules()
        .forEach(
            (id, rule) -> versioned.put(stack.service("segmentation").resolve(RULES + id), rule));
    return versioned;
  }

  private static Map<String, ObjectNode> rules() {
    Map<String, ObjectNode> rules = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> rule : read("tag-rules.json").properties()) {
      rules.put(rule.getKey(), (ObjectNode) rule.getValue());
    }
    return rules;
  }

  private URI campaign() {
    return stack.service("campaign").resolve("/v1/campaigns/" + CAMPAIGN);
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

  private static JsonNode read(String name) {
    try (InputStream in =
        DemoDefinitions.class.getResourceAsStream("/io/impuls/demo/definitions/" + name)) {
      return Json.mapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
