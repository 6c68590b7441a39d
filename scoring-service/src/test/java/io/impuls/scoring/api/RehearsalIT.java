package io.impuls.scoring.api;

import static io.impuls.scoring.api.EventTopic.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Merge;
import io.impuls.embedded.ServerKind;
import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.rehearsal.Rehearsals;
import io.impuls.scoring.domain.rehearsal.Rehearsals.State;
import io.impuls.scoring.topology.LocalRehearsals;
import io.impuls.testkit.EmbeddedServers;
import io.impuls.testkit.Events;
import io.impuls.testkit.QuarkusServers;
import io.impuls.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rehearsals by REST, over what lies on a real Kafka. */
@QuarkusTest
@TestProfile(RehearsalIT.Slow.class)
@QuarkusTestResource(
    value = QuarkusServers.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class RehearsalIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Instant NOON =
      Instant.now().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.DAYS).plusSeconds(12 * 3_600);

  /** At 500 a second they take ten seconds: long enough to be stopped on the way. */
  private static final int MANY = 5_000;

  private static final String IN_FORCE =
      """
      {"name": "Rehearsed", "rules": [
        {"id": "visit", "name": "Visit", "anyOf": [{"event": "page.viewed"}], "points": 30,
         "cap": {"limit": 1, "window": "PT24H"}}],
       "bands": [{"name": "HOT", "enter": 60, "leave": 40}]}
      """;
  private static final String DRAFT =
      """
      {"name": "Rehearsed", "rules": [
        {"id": "visit", "name": "Visit", "anyOf": [{"event": "page.viewed"}], "points": 10},
        {"id": "order", "name": "Order", "anyOf": [{"event": "order.placed"}], "points": 50},
        {"id": "survey", "anyOf": [{"event": "survey.answered"}], "points": 5}],
       "bands": [{"name": "HOT", "enter": 60, "leave": 40}]}
      """;

  @TestHTTPResource("/")
  URI root;

  @ConfigProperty(name = "impuls.state-dir")
  Path stateDir;

  @TempDir Path temporary;

  /** Each test is another tenant's, so that none reads what another wrote. */
  private final UUID workspace = UUID.randomUUID();

  private Rest rest;

  /** So slow that a run can be met. */
  public static final class Slow implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("impuls.scoring.rehearsals.records-per-second", "500");
    }
  }

  @BeforeEach
  void waitUntilReady() {
    rest = new Rest(root, TestTokens.marketer(workspace));
    rest.awaitReady();
  }

  /**
   * In force: 30 a visit, once in 24 hours. Anna visits at noon, one hour later, and on a device
   * two hours later that turns out to be hers: 30 (apart it were 60). By the draft 3 x 10, and 50
   * for the order after that: 80, and 30 before it. Bert visits at noon and, told later, exactly 24
   * hours before: 60, which is HOT; by the draft 20. The robot is nobody.
   */
  @Test
  void rehearsesADraftOnWhatPeopleDid() {
    String path = "/v1/plans/rehearsed";
    assertThat(rest.put(path, TestPlans.backDated(IN_FORCE)).status()).isEqualTo(201);
    Rest.Answer draft = rest.put(path, DRAFT.replaceFirst("\\{", "{\"state\": \"DRAFT\", "));
    assertThat(draft.status()).as(draft.text()).isEqualTo(200);
    UUID anna = UUID.randomUUID();
    UUID device = UUID.randomUUID();
    UUID bert = UUID.randomUUID();
    Event first = visit(anna, NOON).build();
    Event told = Events.of("person.merged").in(workspace).at(NOON).person(device).build();
    Event merged = told.resolved(told.resolution().telling(new Merge(device, anna)));
    send(
        first,
        visit(bert, NOON).build(),
        visit(anna, NOON.plusSeconds(3_600)).build(),
        visit(device, NOON.plusSeconds(7_200)).build(),
        first,
        merged,
        merged.resolved(merged.resolution().about(anna)),
        Events.orderPlaced("r-1", "20", "GBP")
            .in(workspace)
            .at(NOON.plusSeconds(10_800))
            .person(anna)
            .build(),
        visit(bert, NOON.minus(Duration.ofDays(1))).build(),
        visit(UUID.randomUUID(), NOON).byMachine("known robot X").build());

    Rest.Answer begun = rest.post(path + "/rehearse", "{\"version\": 2}");
    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    JsonNode done = awaitEnd(address(begun));

    assertThat(done.get("state").textValue()).as(done.toString()).isEqualTo("DONE");
    assertThat(done.get("percent").intValue()).isEqualTo(100);
    assertThat(done.at("/records/read").longValue())
        .isEqualTo(done.at("/records/of").longValue())
        .isGreaterThanOrEqualTo(10);
    assertThat(done.get("current").intValue()).isEqualTo(1);
    assertThat(done.get("draft").intValue()).isEqualTo(2);
    JsonNode report = done.get("report");
    assertThat(report.get("people").intValue()).isEqualTo(2);
    assertThat(report.get("bandMoves").toString())
        .isEqualTo("[{\"from\":\"HOT\",\"people\":1},{\"to\":\"HOT\",\"people\":1}]");
    assertThat(report.get("neverFired").toString()).isEqualTo("[\"survey\"]");
    assertThat(report.at("/rulesBefore/0/capped").intValue()).isEqualTo(2);
    assertThat(report.at("/mostChanged/0/person").textValue()).isEqualTo(anna.toString());
    assertThat(report.at("/mostChanged/0/before").intValue()).isEqualTo(30);
    assertThat(report.at("/mostChanged/0/after").intValue()).isEqualTo(80);
    assertThat(report.at("/mostChanged/0/rules/0/rule").textValue()).isEqualTo("order");
    assertThat(report.at("/mostChanged/1/before").intValue()).isEqualTo(60);
    assertThat(report.at("/mostChanged/1/after").intValue()).isEqualTo(20);
    assertThat(report.at("/after/scores/0/from").intValue()).isEqualTo(20);
    // Bert, who did not order, is HOT by the version in force: no good sign
    assertThat(report.at("/purchases/before/0/othersPercent").decimalValue())
        .isEqualByComparingTo("100");
    assertThat(report.at("/purchases/before/0/ordered").intValue()).isZero();
    assertThat(stateDir.resolve("rehearsals")).isEmptyDirectory();
    // what is rehearsed stays a draft
    assertThat(rest.get("/v1/plans/rehearsed/versions").json()).hasSize(2);
  }

  @Test
  void oneAtATimeAndItCanBeStopped() {
    String path = "/v1/plans/stopped";
    send(
        IntStream.range(0, MANY)
            .mapToObj(n -> visit(UUID.randomUUID(), NOON).build())
            .toArray(Event[]::new));
    String order = "{\"plan\": " + DRAFT + "}";

    Rest.Answer begun = rest.post(path + "/rehearse", order);
    Rest.Answer second = rest.post(path + "/rehearse", order);

    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    assertThat(begun.json().has("current")).isFalse();
    assertThat(second.status()).isEqualTo(429);
    assertThat(second.json().get("detail").textValue()).contains("DELETE");
    assertThat(second.raw().headers().firstValue("Retry-After")).isPresent();
    String run = address(begun);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(rest.get(run).json().at("/records/read").longValue()).isPositive());
    JsonNode onTheWay = rest.get(run).json();
    assertThat(onTheWay.get("percent").intValue()).isBetween(1, 99);
    assertThat(onTheWay.at("/records/of").longValue()).isGreaterThanOrEqualTo(MANY);
    assertThat(rest.get("/q/metrics").text()).contains("scoring_rehearsals_running 1.0");
    Rest viewer = rest.as(TestTokens.viewer(workspace));
    assertThat(viewer.delete(run).status()).isEqualTo(403);
    assertThat(viewer.post(path + "/rehearse", order).status()).isEqualTo(403);
    assertThat(rest.as(TestTokens.marketer(UUID.randomUUID())).get(run).status()).isEqualTo(404);

    assertThat(rest.delete(run).json().get("state").textValue()).isEqualTo("CANCELLED");

    JsonNode ended = awaitEnd(run);
    assertThat(ended.get("state").textValue()).isEqualTo("CANCELLED");
    assertThat(ended.has("report")).isFalse();
    assertThat(ended.at("/records/read").longValue()).isLessThan(MANY);
    assertThat(stateDir.resolve("rehearsals")).isEmptyDirectory();
    assertThat(rest.get("/q/metrics").text())
        .contains("scoring_rehearsals_total{outcome=\"cancelled\"} 1.0");
  }

  @Test
  void saysWhatToChangeInARequestThatItRefuses() {
    String path = "/v1/plans/refused";
    rest.put(path, IN_FORCE);

    assertRefused(rest.post(path + "/rehearse", "{\"version\": 1}"), "/version");
    assertRefused(rest.post(path + "/rehearse", "{}"), "/version");
    assertRefused(
        rest.post(path + "/rehearse", "{\"version\": 1, \"plan\": " + DRAFT + "}"), "/version");
    assertRefused(
        rest.post(path + "/rehearse", "{\"plan\": " + DRAFT.replace("survey.answered", "x") + "}"),
        "/plan/rules/2/anyOf/0/event");
    assertRefused(
        rest.post(path + "/rehearse", "{\"width\": 0, \"plan\": " + DRAFT + "}"), "/width");
    assertThat(rest.post(path + "/rehearse", "{\"from\": \"May\"}").status()).isEqualTo(400);
    assertThat(rest.post(path + "/rehearse", "{\"version\": 9}").status()).isEqualTo(404);
    assertThat(rest.get(path + "/rehearsals/" + UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(rest.delete(path + "/rehearsals/x").status()).isEqualTo(404);
  }

  /** At one record a second it would go on for more than an hour. */
  @Test
  void endsWithTheServiceAndLeavesNothingBehind() throws InterruptedException {
    send(
        IntStream.range(0, MANY)
            .mapToObj(n -> visit(UUID.randomUUID(), NOON).build())
            .toArray(Event[]::new));
    BlockingQueue<State> ends = new LinkedBlockingQueue<>();
    LocalRehearsals rehearsals =
        rehearsals(EmbeddedServers.addresses(ServerKind.KAFKA).kafka(), ends);
    UUID run = rehearsals.start(task()).orElseThrow().run();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(rehearsals.find(workspace, "visits", run).orElseThrow().read())
                    .isPositive());

    rehearsals.close();

    // close itself waits for some seconds at most
    assertThat(ends.poll()).isEqualTo(State.CANCELLED);
    assertThat(rehearsals.running()).isZero();
    assertThat(temporary.resolve("rehearsals")).isEmptyDirectory();
  }

  @Test
  void failsWhereThereIsNoBrokerAndMakesRoomForAnother() throws InterruptedException {
    BlockingQueue<State> ends = new LinkedBlockingQueue<>();
    try (LocalRehearsals rehearsals = rehearsals("127.0.0.1:1", ends)) {
      UUID run = rehearsals.start(task()).orElseThrow().run();
      assertThat(rehearsals.start(task())).isEmpty();

      State end = ends.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);

      assertThat(end).isEqualTo(State.FAILED);
      assertThat(rehearsals.find(workspace, "visits", run).orElseThrow().problem())
          .contains("start another");
      assertThat(rehearsals.start(task())).isPresent();
    }
  }

  private LocalRehearsals rehearsals(String bootstrapServers, BlockingQueue<State> ends) {
    return new LocalRehearsals(
        new LocalRehearsals.Settings(
            bootstrapServers, "test-2", temporary.resolve("rehearsals"), 1, 1),
        InstantSource.system(),
        ends::add);
  }

  private Rehearsals.Task task() {
    return new Rehearsals.Task(
        workspace,
        Optional.empty(),
        TestPlans.plan("visits", 1, TestPlans.BEGIN, TestPlans.VISITS),
        false,
        Optional.empty(),
        10_000);
  }

  private JsonNode awaitEnd(String run) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(rest.get(run).json().has("endedAt")).isTrue());
    return rest.get(run).json();
  }

  private static String address(Rest.Answer begun) {
    return URI.create(begun.raw().headers().firstValue("Location").orElseThrow()).getPath();
  }

  private static void assertRefused(Rest.Answer answer, String pointer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().findValuesAsText("pointer")).isEqualTo(List.of(pointer));
  }

  private Events visit(UUID person, Instant at) {
    return Events.pageViewed("https://s.test/").in(workspace).at(at).person(person);
  }
}
