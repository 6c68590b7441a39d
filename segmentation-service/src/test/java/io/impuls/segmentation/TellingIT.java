package io.impuls.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.impuls.contracts.topic.Json;
import io.impuls.testkit.QuarkusServers;
import io.impuls.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Changes of tags as server-sent events and by signed webhooks, through a real Kafka. */
@QuarkusTest
@TestProfile(TellingIT.OnThisMachine.class)
@QuarkusTestResource(
    value = QuarkusServers.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class TellingIT extends Walk {

  private final UUID own = UUID.randomUUID();

  /** Subscribers are on this machine. */
  public static final class OnThisMachine implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "impuls.webhooks.keys",
          "test:" + Base64.getEncoder().encodeToString(new byte[32]),
          "impuls.webhooks.inside-networks",
          "127.0.0.0/8");
    }
  }

  /** What somebody posted. */
  private record Posted(String id, String time, String signature, String body) {

    boolean signedWith(String secret) throws GeneralSecurityException {
      byte[] key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] signed = (id + "." + time + "." + body).getBytes(StandardCharsets.UTF_8);
      return signature.equals("v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed)));
    }
  }

  @Override
  UUID workspace() {
    return own;
  }

  @Test
  void listenersAndSubscribersAreToldOfAChange() throws IOException, GeneralSecurityException {
    List<Posted> posted = new CopyOnWriteArrayList<>();
    HttpServer subscriber = subscriber(posted);
    List<String> heard = new CopyOnWriteArrayList<>();
    Thread listener = listener("/v1/feeds/tag-changes?tag=telling", heard);
    UUID anna = UUID.randomUUID();
    try {
      await().atMost(PATIENCE).until(() -> heard.stream().anyMatch(line -> line.startsWith("id:")));
      HttpResponse<String> registered =
          send(
              "POST",
              "/v1/webhooks",
              "{\"name\": \"us\", \"url\": \"http://127.0.0.1:%d/\", \"kinds\": [\"tag-changes\"]}"
                  .formatted(subscriber.getAddress().getPort()));
      assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
      String secret = Json.mapper().readTree(registered.body()).get("secret").textValue();

      post(
          "/v1/tags/" + anna + "/Telling",
          "{\"act\": \"ADD\", \"reason\": \"to be told\", \"operation\": \"telling\"}");

      await().atMost(PATIENCE).until(() -> posted.size() == 1);
      assertThat(posted.get(0).signedWith(secret)).isTrue();
      JsonNode event = Json.mapper().readTree(posted.get(0).body());
      assertThat(event.get("type").textValue()).isEqualTo("io.impuls.segmentation.tag-change.v1");
      assertThat(event.at("/data/tag").textValue()).isEqualTo("TELLING");
      assertThat(event.at("/data/person").textValue()).isEqualTo(anna.toString());
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  heard.stream()
                      .anyMatch(line -> line.startsWith("data:") && line.contains("TELLING")));
      assertThat(heard).anyMatch(line -> line.matches("event: ?tag-change"));
    } finally {
      listener.interrupt();
      subscriber.stop(0);
    }
  }

  /** An address can be a secret: viewers see no webhooks; nobody sees anything without a token. */
  @Test
  void webhooksAreNotForViewers() throws IOException, InterruptedException {
    assertThat(status("/v1/webhooks", TestTokens.viewer(own))).isEqualTo(403);
    assertThat(status("/v1/webhooks", null)).isEqualTo(401);
    assertThat(status("/v1/webhooks", TestTokens.marketer(own))).isEqualTo(200);
    assertThat(status("/v1/feeds/tag-changes", null)).isEqualTo(401);
    assertThat(send("GET", "/v1/feeds/tag-changes?from=yesterday", null).statusCode())
        .isEqualTo(400);
  }

  private int status(String path, String token) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).statusCode();
  }

  private static HttpServer subscriber(List<Posted> posted) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          posted.add(
              new Posted(
                  exchange.getRequestHeaders().getFirst("webhook-id"),
                  exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                  exchange.getRequestHeaders().getFirst("webhook-signature"),
                  body));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private Thread listener(String path, List<String> heard) {
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve(path))
            .header("Authorization", "Bearer " + TestTokens.viewer(own))
            .build();
    Thread thread =
        new Thread(
            () -> {
              try (Stream<String> lines =
                  HttpClient.newHttpClient().send(request, BodyHandlers.ofLines()).body()) {
                lines.forEach(heard::add);
              } catch (IOException | InterruptedException | java.io.UncheckedIOException e) {
                // the test is over
                Thread.currentThread().interrupt();
              }
            },
            "listener");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
