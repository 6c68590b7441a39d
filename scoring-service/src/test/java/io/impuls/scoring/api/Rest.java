package io.impuls.scoring.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.topic.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * The service's REST interface as a client sees it.
 *
 * @param root its address
 * @param token bearer token; null for none
 */
record Rest(URI root, String token) {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** An answer. */
  record Answer(int status, String text, HttpResponse<String> raw) {
    JsonNode json() {
      try {
        return Json.mapper().readTree(text);
      } catch (IOException e) {
        throw new IllegalStateException("not JSON: " + text, e);
      }
    }
  }

  /** Waits until the service has read what there is. */
  void awaitReady() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Answer ready = get("/q/health/ready");
              assertThat(ready.status()).as(ready.text()).isEqualTo(200);
            });
  }

  Rest as(String other) {
    return new Rest(root, other);
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer put(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body)));
  }

  Answer post(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  Answer delete(String path) {
    return send(request(path).DELETE());
  }

  Answer getYaml(String path) {
    return send(request(path).header("Accept", "application/yaml").GET());
  }

  Answer putYaml(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/yaml")
            .PUT(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body(), answer);
    } catch (IOException e) {
      throw new IllegalStateException("the service does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
