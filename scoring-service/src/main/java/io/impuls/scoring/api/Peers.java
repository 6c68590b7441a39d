package io.impuls.scoring.api;

import com.fasterxml.jackson.core.type.TypeReference;
import io.impuls.contracts.topic.Json;
import io.impuls.scoring.config.ScoringConfig;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks other instances, in the name of the caller. One hop only: who is asked so asks nobody. */
@Singleton
class Peers {

  /** Header that marks a question from another instance. */
  static final String HOP = "Impuls-Hop";

  private static final Duration COME_AGAIN = Duration.ofSeconds(2);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Duration timeout;

  Peers(ScoringConfig config) {
    this.timeout = config.scoring().peerTimeout();
  }

  /** Says that state is on its way between instances. */
  static ProblemException moving() {
    return new ProblemException(
        Problem.unavailable("Scores are moving between instances; ask again in a moment"),
        COME_AGAIN);
  }

  /** Gives another instance's answer as it is. */
  Response relay(URI peer, String pathAndQuery, String authorization) {
    HttpResponse<byte[]> answer = ask(peer, pathAndQuery, authorization);
    Response.ResponseBuilder ours =
        Response.status(answer.statusCode())
            .entity(answer.body())
            .type(
                answer
                    .headers()
                    .firstValue(HttpHeaders.CONTENT_TYPE)
                    .orElse(MediaType.APPLICATION_JSON));
    answer
        .headers()
        .firstValue(HttpHeaders.RETRY_AFTER)
        .ifPresent(after -> ours.header(HttpHeaders.RETRY_AFTER, after));
    return ours.build();
  }

  /** Gives another instance's answer, read. */
  <T> T read(URI peer, String pathAndQuery, String authorization, TypeReference<T> type) {
    HttpResponse<byte[]> answer = ask(peer, pathAndQuery, authorization);
    if (answer.statusCode() != Response.Status.OK.getStatusCode()) {
      throw moving();
    }
    try {
      return Json.mapper().readValue(answer.body(), type);
    } catch (IOException e) {
      throw moving();
    }
  }

  private HttpResponse<byte[]> ask(URI peer, String pathAndQuery, String authorization) {
    HttpRequest request =
        HttpRequest.newBuilder(peer.resolve(pathAndQuery))
            .timeout(timeout)
            .header(HttpHeaders.AUTHORIZATION, authorization)
            .header(HOP, "1")
            .GET()
            .build();
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      // It is gone, and its work has not moved on yet.
      throw moving();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw moving();
    }
  }
}
