package io.impuls.scoring.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.topic.Json;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A subscriber to webhooks: an HTTP server that keeps what comes and answers as it is told to. */
final class Subscriber implements AutoCloseable {

  /** Answers nothing at all. */
  static final int SILENCE = 0;

  private static final String PREFIX = "whsec_";

  /** A delivery. */
  record Delivery(
      String id, String timestamp, String signatures, String contentType, byte[] body, int status) {

    JsonNode event() {
      try {
        return Json.mapper().readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    long version() {
      return event().at("/data/version").longValue();
    }

    /** Whether one of its signatures is made with a secret, worked out anew from the standard. */
    boolean signedWith(String secret) {
      return List.of(signatures.split(" ")).contains("v1," + hmac(secret));
    }

    private String hmac(String secret) {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(
            new SecretKeySpec(
                Base64.getDecoder().decode(secret.substring(PREFIX.length())), "HmacSHA256"));
        mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(mac.doFinal(body));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private final Vertx vertx = Vertx.vertx();
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
  private final AtomicInteger atATime = new AtomicInteger();
  private final AtomicInteger mostAtATime = new AtomicInteger();
  private final HttpServer server;
  private volatile ToIntFunction<Delivery> answer;

  Subscriber(ToIntFunction<Delivery> answer) {
    this.answer = answer;
    this.server =
        vertx
            .createHttpServer()
            .requestHandler(this::take)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  /** Answers with a status, or with {@link #SILENCE}, from now on. */
  void answers(ToIntFunction<Delivery> next) {
    answer = next;
  }

  String url() {
    return "http://127.0.0.1:%d/hook?key=ours".formatted(server.actualPort());
  }

  /** Gives all that came, in the order in which it came. */
  List<Delivery> all() {
    return deliveries;
  }

  /** Gives what was answered with success. */
  List<Delivery> taken() {
    return deliveries.stream().filter(delivery -> delivery.status() / 100 == 2).toList();
  }

  int mostAtATime() {
    return mostAtATime.get();
  }

  private void take(HttpServerRequest request) {
    mostAtATime.accumulateAndGet(atATime.incrementAndGet(), Math::max);
    request
        .body()
        .onSuccess(
            body -> {
              Delivery came =
                  new Delivery(
                      request.getHeader("webhook-id"),
                      request.getHeader("webhook-timestamp"),
                      request.getHeader("webhook-signature"),
                      request.getHeader("content-type"),
                      body.getBytes(),
                      SILENCE);
              int status = answer.applyAsInt(came);
              deliveries.add(
                  new Delivery(
                      came.id,
                      came.timestamp,
                      came.signatures,
                      came.contentType,
                      came.body,
                      status));
              atATime.decrementAndGet();
              if (status != SILENCE) {
                request.response().setStatusCode(status).end();
              }
            });
  }

  /** Answers with an error the first times that a delivery comes, then with success. */
  static ToIntFunction<Delivery> after(int failures, int status) {
    ConcurrentHashMap<String, AtomicInteger> tries = new ConcurrentHashMap<>();
    return delivery ->
        tries.computeIfAbsent(delivery.id(), id -> new AtomicInteger()).incrementAndGet() > failures
            ? 204
            : status;
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
