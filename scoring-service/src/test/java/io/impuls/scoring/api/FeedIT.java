package io.impuls.scoring.api;

import static io.impuls.scoring.api.ChangeTopic.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.topic.Json;
import io.impuls.contracts.topic.Topics;
import io.impuls.scoring.TestChanges;
import io.impuls.scoring.api.Listener.Heard;
import io.impuls.testkit.QuarkusServers;
import io.impuls.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Score changes as server-sent events, from a real Kafka. */
@QuarkusTest
@QuarkusTestResource(
    value = QuarkusServers.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class FeedIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TestHTTPResource("/v1/feeds/")
  URI feeds;

  private final UUID workspace = UUID.randomUUID();
  private final String token = TestTokens.viewer(workspace);
  private final UUID person = UUID.randomUUID();

  @Test
  void goesOnWhereTheListenerStopped() throws IOException {
    String last;
    try (Listener listener = listen("score-changes", null)) {
      await().atMost(PATIENCE).until(() -> listener.lastId() != null);
      write(change(UUID.randomUUID(), person, "a", 1), change(workspace, person, "a", 1));

      await().atMost(PATIENCE).until(() -> listener.heard().size() == 1);
      Heard first = listener.heard().get(0);
      assertThat(first.name()).isEqualTo("score-change");
      JsonNode event = Json.mapper().readTree(first.data());
      assertThat(event.at("/specversion").textValue()).isEqualTo("1.0");
      assertThat(event.at("/type").textValue()).isEqualTo("io.impuls.scoring.score-change.v1");
      assertThat(event.at("/id").textValue()).isEqualTo(person + "/1/1");
      assertThat(event.at("/data/person").textValue()).isEqualTo(person.toString());
      assertThat(event.at("/data/to").decimalValue()).isEqualByComparingTo("1");
      last = first.id();
    }

    write(change(workspace, person, "a", 2), change(workspace, person, "a", 3));

    try (Listener again = listen("score-changes", last)) {
      await().atMost(PATIENCE).until(() -> again.heard().size() == 2);
      assertThat(versions(again)).containsExactly(2, 3);
    }
  }

  @Test
  void tellsOfThePlanAndThePersonThatAreAskedFor() throws IOException {
    write(
        change(workspace, person, "a", 1),
        change(workspace, person, "b", 2),
        change(workspace, UUID.randomUUID(), "b", 3),
        change(workspace, person, "b", 4));

    try (Listener listener = listen("score-changes?from=beginning&plan=b&person=" + person, null)) {
      await().atMost(PATIENCE).until(() -> listener.heard().size() == 2);
      assertThat(versions(listener)).containsExactly(2, 4);
    }
  }

  @Test
  void refusesWhatIsNoPlaceOfThisFeed() {
    Rest rest = new Rest(feeds, token);
    String behindTheEnd = "1" + ".zzzzzzzz".repeat(Topics.PARTITIONS);
    for (String from : List.of("yesterday", "1.0x-", behindTheEnd)) {
      Rest.Answer answer = rest.get("score-changes?from=" + from);
      assertThat(answer.status()).as(from).isEqualTo(400);
      assertThat(answer.json().at("/errors/0/pointer").textValue()).isEqualTo("from");
    }
    assertThat(rest.as(null).get("decisions").status()).isEqualTo(401);
  }

  @Test
  void aListenerWhoLeavesGivesItsPlaceBack() {
    Rest rest = new Rest(feeds, token);
    String gauge = "feed_listeners{topic=\"scoring.decisions\"} ";
    try (Listener listener = listen("decisions", null)) {
      await().atMost(PATIENCE).until(() -> listener.lastId() != null);
      assertThat(rest.get("/q/metrics").text()).contains(gauge + "1");
    }

    await().atMost(PATIENCE).until(() -> rest.get("/q/metrics").text().contains(gauge + "0"));
  }

  /** The token holds for ten seconds; it is asked for again when it is over. */
  @Test
  void endsWithTheListenersToken() {
    String brief =
        TestTokens.issuer()
            .token("test-brief", workspace, Set.of("viewer"), Duration.ofSeconds(10));
    try (Listener listener = new Listener(feeds.resolve("decisions"), brief, null)) {
      await().atMost(PATIENCE).until(listener::ended);
    }
    assertThat(new Rest(feeds, brief).get("/v1/plans").status()).isEqualTo(401);
  }

  private Listener listen(String feed, String lastEventId) {
    return new Listener(feeds.resolve(feed), token, lastEventId);
  }

  private static List<Integer> versions(Listener listener) throws IOException {
    List<Integer> versions = new ArrayList<>();
    for (Heard heard : listener.heard()) {
      versions.add(Json.mapper().readTree(heard.data()).at("/data/version").intValue());
    }
    return versions;
  }

  private static ScoreChange change(UUID workspace, UUID person, String plan, long version) {
    return TestChanges.change(workspace, person, plan, version, 1, null);
  }
}
