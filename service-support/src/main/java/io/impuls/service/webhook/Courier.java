package io.impuls.service.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contracts.Ids;
import io.impuls.contracts.topic.CloudEvent;
import io.impuls.contracts.topic.Json;
import io.impuls.contracts.webhook.Webhook;
import io.impuls.service.feed.StructuredEvent;
import io.impuls.service.webhook.WebhookMetrics.Result;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Words a record as a signed request and has it delivered, once. */
final class Courier {

  static final String ID = "webhook-id";
  static final String TIMESTAMP = "webhook-timestamp";
  static final String SIGNATURE = "webhook-signature";

  /** Attribute of a delivered event: where a replay would begin with it. */
  static final String POSITION = "position";

  private static final String GREETING = "io.impuls.webhook.test.v1";

  private final HttpPost post;
  private final SealingKeys keys;
  private final WebhookMetrics metrics;
  private final InstantSource clock;

  Courier(HttpPost post, SealingKeys keys, WebhookMetrics metrics, InstantSource clock) {
    this.post = post;
    this.keys = keys;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Delivers a record once; the stage never fails. */
  CompletionStage<Reply> deliver(Webhook hook, String kind, ConsumerRecord<byte[], byte[]> record) {
    String place = Place.ofRecord(kind, record.partition(), record.offset());
    long started = System.nanoTime();
    CompletionStage<Reply> reply;
    try {
      String body = StructuredEvent.json(record, Map.of(POSITION, place));
      reply = send(hook, id(hook, place, record), body);
    } catch (RuntimeException e) {
      reply =
          CompletableFuture.completedStage(
              Reply.Failed.unanswered(
                  "it could not be worded here: " + e.getClass().getSimpleName()));
    }
    return reply.whenComplete(
        (came, never) ->
            metrics.attempted(result(came), Duration.ofNanos(System.nanoTime() - started)));
  }

  /** Delivers an event that says nothing, to try the way; the stage never fails. */
  CompletionStage<Reply> greet(Webhook hook) {
    UUID id = UUID.randomUUID();
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("specversion", CloudEvent.SPEC_VERSION);
    event.put("type", GREETING);
    event.put("id", id.toString());
    event.put("source", "/webhooks/" + hook.id());
    event.put("time", clock.instant());
    event.put("datacontenttype", "application/json");
    event.put("data", Map.of("webhook", hook.id()));
    try {
      return send(hook, id.toString(), Json.mapper().writeValueAsString(event));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The same for every attempt and every replay. The place is in it because ids of decisions are
   * not unique: what was voided can be awarded again.
   */
  static String id(Webhook hook, String place, ConsumerRecord<byte[], byte[]> record) {
    Header event = record.headers().lastHeader("ce_id");
    String name = event == null ? "" : new String(event.value(), StandardCharsets.UTF_8);
    return Ids.derived(hook.id(), "webhook", name, place).toString();
  }

  private CompletionStage<Reply> send(Webhook hook, String id, String body) {
    Instant now = clock.instant();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Optional<String> signatures = signatures(hook, id, now, bytes);
    if (signatures.isEmpty()) {
      return CompletableFuture.completedStage(
          Reply.Failed.unanswered(
              "no key here opens its secret: put the key back, or make a new secret"));
    }
    Map<String, String> headers =
        Map.of(
            "content-type",
            StructuredEvent.MEDIA_TYPE,
            "user-agent",
            "Impuls-Webhooks",
            ID,
            id,
            TIMESTAMP,
            Long.toString(now.getEpochSecond()),
            SIGNATURE,
            signatures.get());
    return post.post(hook.url(), headers, bytes).toCompletionStage();
  }

  /** One for each secret that holds; empty when the newest cannot be opened. */
  private Optional<String> signatures(Webhook hook, String id, Instant now, byte[] body) {
    Optional<SigningSecret> newest = keys.open(hook.secret(), owner(hook));
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    Optional<SigningSecret> former =
        hook.formerSecret() != null && now.isBefore(hook.formerUntil())
            ? keys.open(hook.formerSecret(), owner(hook))
            : Optional.empty();
    return Optional.of(
        Stream.of(newest, former)
            .flatMap(Optional::stream)
            .map(secret -> secret.sign(id, now.getEpochSecond(), body))
            .collect(Collectors.joining(" ")));
  }

  /** Whose secrets they are, for sealing. */
  static String owner(UUID workspace, UUID hook) {
    return workspace + "|" + hook;
  }

  private static String owner(Webhook hook) {
    return owner(hook.workspace(), hook.id());
  }

  private static Result result(Reply reply) {
    if (reply instanceof Reply.Taken) {
      return Result.DELIVERED;
    }
    return reply instanceof Reply.Gone ? Result.GONE : Result.FAILED;
  }
}
