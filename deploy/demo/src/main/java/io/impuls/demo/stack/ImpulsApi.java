package io.impuls.demo.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.topic.Json;
import io.impuls.demo.recording.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Asks the services over HTTP with a bearer token; what is busy or moving just now is asked again.
 */
public final class ImpulsApi {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);
  private static final int NOT_FOUND = 404;

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param body the body; a missing node when it is empty
   */
  public record Answer(int status, JsonNode body) {}

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Supplier<String> token;

  /**
   * Makes a client.
   *
   * @param token gives a valid bearer token whenever asked
   */
  public ImpulsApi(Supplier<String> token) {
    this.token = token;
  }

  /**
   * Gives what stands at an address; empty when nothing does.
   *
   * @throws IllegalStateException when the service refuses, or cannot answer for two minutes
   */
  public Optional<JsonNode> get(URI address) {
    Answer answer = send(HttpRequest.newBuilder(address).GET());
    if (answer.status() == NOT_FOUND) {
      return Optional.empty();
    }
    return Optional.of(expectSuccess(address, answer).body());
  }

  /** Puts a document and gives the answer, whatever it is. */
  public Answer put(URI address, JsonNode document) {
    return send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(document.toString())));
  }

  /** Posts a text and gives the answer, whatever it is. */
  public Answer post(URI address, String body) {
    return send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Asks and gives the answer, whatever it is. */
  public Answer ask(URI address) {
    return send(HttpRequest.newBuilder(address).GET());
  }

  /**
   * Gives an answer that must be a success.
   *
   * @throws RefusedException when the request itself was refused, with the reasons
   */
  public static Answer expectSuccess(URI address, Answer answer) {
    if (answer.status() == 400) {
      throw new RefusedException("%s was refused: %s".formatted(address, answer.body()));
    }
    if (answer.status() >= 300) {
      throw new IllegalStateException(
          "%s answered %d: %s".formatted(address, answer.status(), answer.body()));
    }
    return answer;
  }

  private Answer send(HttpRequest.Builder request) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      HttpRequest asked =
          request
              .timeout(TIMEOUT)
              .setHeader("Authorization", "Bearer " + token.get())
              .setHeader("Accept", "application/json")
              .build();
      String why;
      try {
        HttpResponse<byte[]> response = client.send(asked, HttpResponse.BodyHandlers.ofByteArray());
        if (!LATER.contains(response.statusCode())) {
          return new Answer(response.statusCode(), Json.mapper().readTree(response.body()));
        }
        why = "status " + response.statusCode();
      } catch (IOException e) {
        why = e.toString();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while asking " + asked.uri(), e);
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(asked.uri() + " does not answer: " + why);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a service", e);
    }
  }
}
