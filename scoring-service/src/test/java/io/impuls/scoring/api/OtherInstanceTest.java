package io.impuls.scoring.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.impuls.contracts.Points;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.scoring.domain.Distribution;
import io.impuls.scoring.domain.PersonScores;
import io.impuls.scoring.domain.PlanScore;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.ScoreCard;
import io.impuls.scoring.domain.Scores;
import io.impuls.service.hop.OneHop;
import io.impuls.service.problem.ProblemException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one instance does when another holds the person, or a part of the answer. */
class OtherInstanceTest {

  private static final UUID WORKSPACE = new UUID(0, 1);
  private static final PersonKey ANNA = new PersonKey(WORKSPACE, new UUID(0, 10));
  private static final PersonKey BERT = new PersonKey(WORKSPACE, new UUID(0, 11));
  private static final String TOKEN = "Bearer x";
  private static final String PLAN = "visits";

  private final OneHop hop = new OneHop(Duration.ofSeconds(5));
  private final Held scores = new Held();
  private final PersonLookup people = new PersonLookup(scores, hop);
  private final CurrentScore current =
      new CurrentScore(people, hop, workspace -> PlanVersions.NONE);
  private final Map<String, String> answers = new HashMap<>();
  private final List<String> methods = new CopyOnWriteArrayList<>();
  private HttpServer other;

  @BeforeEach
  void start() throws IOException {
    other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          String answer = answers.get(exchange.getRequestURI().toString());
          methods.add(exchange.getRequestMethod());
          byte[] body = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    other.start();
    scores.url = URI.create("http://127.0.0.1:" + other.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    other.stop(0);
  }

  @Test
  void theScoreIsThatOfTheInstanceThatHoldsThePerson() {
    scores.elsewhere.add(ANNA);
    answers.put(
        "/v1/scores/" + ANNA.person(),
        "{\"plans\":[{\"plan\":\"other\",\"score\":1},"
            + "{\"plan\":\"visits\",\"score\":30.125,\"raw\":250}]}");

    assertThat(score(ANNA, PLAN)).isEqualTo(new Points(30_125));
    assertThat(current.of(ANNA, PLAN, Instant.EPOCH, TOKEN).raw()).isEqualTo(Points.of(250));
    assertThat(score(ANNA, "third")).isEqualTo(Points.ZERO);
  }

  private Points score(PersonKey person, String plan) {
    return current.of(person, plan, Instant.EPOCH, TOKEN).score();
  }

  @Test
  void whoIsKnownNowhereHasNoPoints() {
    scores.elsewhere.add(BERT);

    assertThat(score(ANNA, PLAN)).isEqualTo(Points.ZERO);
    assertThat(score(BERT, PLAN)).isEqualTo(Points.ZERO);
  }

  @Test
  void whoWasMergedIsFoundWhereTheNewOneIs() {
    scores.here.put(
        ANNA, new PersonScores(ANNA.person(), 1, BERT.person(), ScoreCard.EMPTY, List.of()));
    scores.elsewhere.add(BERT);
    answers.put("/v1/scores/" + BERT.person(), "{\"plans\":[{\"plan\":\"visits\",\"score\":7}]}");

    assertThat(people.find(ANNA, true)).isEqualTo(new PersonLookup.Found.There(scores.url, BERT));
    assertThat(score(ANNA, PLAN)).isEqualTo(Points.of(7));
  }

  @Test
  void whoeverWasAskedByAnotherInstanceDoesNotAskOn() {
    scores.elsewhere.add(ANNA);

    assertThatThrownBy(() -> people.find(ANNA, true)).isInstanceOf(ProblemException.class);
  }

  @Test
  void theOwnScoreIsReadHere() {
    ScoreCard card =
        new ScoreCard(new TreeMap<>(Map.of(PLAN, new PlanScore(9_000, null, null, null))));
    scores.here.put(ANNA, new PersonScores(ANNA.person(), 1, null, card, List.of()));

    assertThat(score(ANNA, PLAN)).isEqualTo(Points.of(9));
  }

  @Test
  void partsOfAllInstancesAreGatheredAndNoneMayBeMissing() {
    AllInstances instances = new AllInstances(scores, hop);
    DistributionResource.Local mine = part(Set.of(0, 1, 2, 3, 4, 5), 10_000);
    answers.put(
        "/all",
        "{\"partitions\":[6,7,8,9,10,11],\"distribution\":{\"width\":20000,"
            + "\"stretches\":{\"-1\":2},\"bands\":{\"\":2}}}");
    answers.put("/some", "{\"partitions\":[6],\"distribution\":{\"width\":1}}");

    List<DistributionResource.Local> parts =
        instances.parts(mine, DistributionResource.Local.class, "/all", TOKEN);

    Distribution whole = parts.get(0).distribution().with(parts.get(1).distribution());
    assertThat(whole.stretches()).isEqualTo(Map.of(-1L, 2L, 0L, 1L));
    assertThat(whole.people()).isEqualTo(3);
    for (String lacking : List.of("/some", "/nothing")) {
      assertThatThrownBy(
              () -> instances.parts(mine, DistributionResource.Local.class, lacking, TOKEN))
          .isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void aRehearsalIsWatchedAndStoppedWhereItRuns() {
    UUID run = UUID.randomUUID();
    String path = "/v1/plans/visits/rehearsals/" + run;
    answers.put(path, "{\"percent\":7}");
    RehearsalElsewhere elsewhere = new RehearsalElsewhere(scores, hop);

    Optional<Response> found = elsewhere.find("visits", run, TOKEN);
    Optional<Response> stopped = elsewhere.cancel("visits", run, TOKEN);

    assertThat((byte[]) found.orElseThrow().getEntity())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("{\"percent\":7}");
    assertThat(stopped).isPresent();
    assertThat(methods).containsExactly("GET", "DELETE");
    assertThat(elsewhere.find("visits", UUID.randomUUID(), TOKEN)).isEmpty();
  }

  private static DistributionResource.Local part(Set<Integer> partitions, long total) {
    Distribution.Count count = new Distribution.Count(10_000);
    count.add(total, null);
    return new DistributionResource.Local(partitions, count.done());
  }

  /** Some persons are here, some on the other instance. */
  private static final class Held implements Scores {
    private final Map<PersonKey, PersonScores> here = new HashMap<>();
    private final Set<PersonKey> elsewhere = new HashSet<>();
    private URI url;

    @Override
    public Place place(PersonKey person) {
      return elsewhere.contains(person) ? new Place.There(url) : new Place.Here();
    }

    @Override
    public Optional<PersonScores> person(PersonKey person) {
      return Optional.ofNullable(here.get(person));
    }

    @Override
    public Best best(UUID workspace, String plan, int limit) {
      return new Best(Set.of(), List.of());
    }

    @Override
    public Spread distribution(UUID workspace, String plan, long width) {
      return new Spread(Set.of(), new Distribution.Count(width).done());
    }

    @Override
    public Set<URI> others() {
      return Set.of(url);
    }
  }
}
