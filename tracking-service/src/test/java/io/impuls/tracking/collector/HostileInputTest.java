package io.impuls.tracking.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.topic.Topics;
import io.impuls.tracking.collector.domain.IntakeLog;
import io.impuls.tracking.collector.domain.IntakeProtocol.Judgement;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.RateLimits;
import io.impuls.tracking.collector.domain.Reply;
import io.impuls.tracking.collector.domain.RequestLimits;
import io.impuls.tracking.collector.domain.SourceSettings;
import io.impuls.tracking.collector.domain.Verdict;
import io.impuls.tracking.collector.imports.ImportJob;
import io.impuls.tracking.collector.imports.ImportRun;
import io.impuls.tracking.collector.nativeprotocol.NativeProtocol;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * Whatever is sent, there is an answer: one verdict an event, each of which can be stored, in time
 * that follows the number of bytes. A fixed number of tries; jqwik prints the seed of a failure.
 */
class HostileInputTest {

  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final TrackingSource SHOP = source(Source.Kind.BACKEND);
  private static final TrackingSource SITE = source(Source.Kind.BROWSER);
  private static final RequestLimits LIMITS =
      new RequestLimits(
          2_500_000, 500, Limits.ofEventBytes(32 << 10), Limits.ofEventBytes(256 << 10));

  private final NativeProtocol protocol =
      new NativeProtocol(
          key -> Optional.ofNullable(Map.of("sk", SHOP, "wk", SITE).get(key)), LIMITS);

  @Property(tries = 2_000)
  void everyBodyHasAnAnswer(@ForAll("bodies") byte[] body, @ForAll boolean browser) {
    check(protocol.judge(request(body, browser ? "wk" : "sk", Map.of())));
  }

  @Property(tries = 1_000)
  void everyHeaderHasAnAnswer(@ForAll("nasty") String nasty) {
    String event = "{\"type\":\"custom.a\",\"userId\":\"u\"}";
    for (String header :
        List.of("authorization", "user-agent", "accept-language", "origin", "cookie")) {
      check(
          protocol.judge(
              request(event.getBytes(StandardCharsets.UTF_8), "wk", Map.of(header, nasty))));
    }
  }

  @Property(tries = 1_000)
  void everyImportedLineHasAVerdict(@ForAll("bodies") byte[] lines) throws InterruptedException {
    int[] stored = new int[1];
    IntakeLog log =
        new IntakeLog() {
          @Override
          public CompletionStage<Outcome> store(List<Verdict> verdicts) {
            verdicts.forEach(HostileInputTest::checkStorable);
            stored[0] += verdicts.size();
            return CompletableFuture.completedFuture(Outcome.STORED);
          }

          @Override
          public boolean available() {
            return true;
          }
        };
    ImportJob.End end =
        new ImportJob(new ImportRun(SHOP, "r", LIMITS.server()), 1, log, RateLimits.NONE, () -> NOW)
            .store(new ByteArrayInputStream(lines));

    assertThat(end).isInstanceOf(ImportJob.End.Done.class);
    assertThat(end.receipt().accepted() + end.receipt().rejected()).isEqualTo(stored[0]);
  }

  @Test
  void tenThousandPropertiesAreTooMany() {
    String many =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "\"p" + i + "\":1")
            .collect(
                Collectors.joining(",", "{\"type\":\"a\",\"userId\":\"u\",\"properties\":{", "}}"));

    assertThat(only(many)).isEqualTo(RejectionReason.TOO_LARGE);
  }

  @Test
  void deepNestingIsRefusedWithoutRecursionIntoIt() {
    String deep = "{\"type\":\"a\",\"userId\":\"u\",\"x\":" + "[".repeat(100_000);

    assertThat(only(deep)).isEqualTo(RejectionReason.TOO_LARGE);
    assertThat(
            only("{\"type\":\"a\",\"userId\":\"u\",\"x\":" + "[".repeat(20) + "]".repeat(20) + "}"))
        .isEqualTo(RejectionReason.TOO_LARGE);
  }

  @Test
  void fieldsGivenTwiceAreRefusedAtEveryLevel() {
    assertThat(only("{\"type\":\"a\",\"userId\":\"u\",\"userId\":\"v\"}"))
        .isEqualTo(RejectionReason.INVALID_FIELD);
    assertThat(only("{\"type\":\"a\",\"userId\":\"u\",\"traits\":{\"a\":1,\"a\":2}}"))
        .isEqualTo(RejectionReason.INVALID_FIELD);
  }

  @Test
  void monstrousNumbersAreRefusedAtOnce() {
    assertThat(only("{\"type\":\"a\",\"userId\":\"u\",\"properties\":{\"n\":1e999999999}}"))
        .isEqualTo(RejectionReason.INVALID_FIELD);
    assertThat(
            only(
                "{\"type\":\"a\",\"userId\":\"u\",\"properties\":{\"n\":"
                    + "9".repeat(5_000)
                    + "}}"))
        .isEqualTo(RejectionReason.TOO_LARGE);
  }

  /** Twice the bytes may take twice the time; a bound of 20 s is far above that on any machine. */
  @Test
  void twoMegabytesOfAnythingAreReadInLinearTime() {
    long begin = System.nanoTime();
    for (String piece :
        List.of("[", "{\"a\":", "\"", "\\", ",", "{}", "[[],", "\u00e9", "{\"\\u")) {
      byte[] body = piece.repeat(2_000_000 / piece.length()).getBytes(StandardCharsets.UTF_8);
      check(protocol.judge(request(body, "sk", Map.of())));
      byte[] listed =
          ("[" + piece.repeat(1_900_000 / piece.length())).getBytes(StandardCharsets.UTF_8);
      check(protocol.judge(request(listed, null, Map.of())));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
  }

  @Provide
  Arbitrary<byte[]> bodies() {
    Arbitrary<String> value =
        Arbitraries.oneOf(
            Arbitraries.of(
                "null",
                "true",
                "1",
                "-1e400",
                "\"\"",
                "\"u\"",
                "{}",
                "[]",
                "[[[]]]",
                "\"null\"",
                "{\"a\":{\"b\":[1,{}]}}",
                "\"2026-01-01T00:00:00Z\"",
                "\"a@b.example\"",
                "\"\\ud800\"",
                "\"\\u0000\"",
                "{\"url\":\"https://a.example/\"}",
                "{\"id\":\"1\",\"value\":\"x\"}",
                "nope"),
            Arbitraries.strings().ofMaxLength(8).map(s -> "\"" + s + "\""));
    Arbitrary<String> field =
        Combinators.combine(
                Arbitraries.oneOf(
                    Arbitraries.of(
                        "id",
                        "type",
                        "timestamp",
                        "sentAt",
                        "anonymousId",
                        "userId",
                        "email",
                        "phone",
                        "traits",
                        "consent",
                        "page",
                        "order",
                        "product",
                        "products",
                        "properties",
                        "context",
                        "writeKey",
                        "ip",
                        "userAgent"),
                    Arbitraries.strings().ofMaxLength(4)),
                value)
            .as((name, content) -> "\"" + name + "\":" + content);
    Arbitrary<String> event =
        field.list().ofMaxSize(8).map(fields -> "{" + String.join(",", fields) + "}");
    Arbitrary<String> batch =
        event.list().ofMaxSize(4).map(events -> "[" + String.join(",", events) + "]");
    Arbitrary<String> lines = event.list().ofMaxSize(4).map(events -> String.join("\n", events));
    Arbitrary<byte[]> shaped =
        Combinators.combine(Arbitraries.oneOf(event, batch, lines), Arbitraries.integers())
            .as(HostileInputTest::damaged);
    return Arbitraries.oneOf(shaped, Arbitraries.bytes().array(byte[].class).ofMaxSize(200));
  }

  @Provide
  Arbitrary<String> nasty() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(60),
        Arbitraries.of(
            "Bearer",
            "Bearer ",
            "bearer\tsk",
            "x\r\nSet-Cookie: a=b",
            "\u0000",
            "impuls_vid=\"",
            "https://evil.example\r\nX: y",
            "a".repeat(8_000)));
  }

  /** Three of four stay whole; the fourth loses its end or one of its bytes. */
  private static byte[] damaged(String text, int how) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (how % 4 != 0 || bytes.length == 0) {
      return bytes;
    }
    int at = Math.floorMod(how / 4, bytes.length);
    if (how % 8 == 0) {
      return java.util.Arrays.copyOf(bytes, at);
    }
    bytes[at] = (byte) (how >> 8);
    return bytes;
  }

  private RejectionReason only(String body) {
    Judgement.Store store =
        (Judgement.Store)
            protocol.judge(
                request(("[" + body + "]").getBytes(StandardCharsets.UTF_8), "sk", Map.of()));
    return store.verdicts().get(0) instanceof Verdict.Rejected refused
        ? refused.event().reason()
        : null;
  }

  private static void check(Judgement judgement) {
    if (judgement instanceof Judgement.AnswerNow now) {
      checkReply(now.reply());
      return;
    }
    Judgement.Store store = (Judgement.Store) judgement;
    store.verdicts().forEach(HostileInputTest::checkStorable);
    checkReply(store.whenStored());
  }

  private static void checkReply(Reply reply) {
    assertThat(reply.status()).isIn(200, 400, 401, 403, 413);
    assertThat(reply.headers())
        .allSatisfy(header -> assertThat(header.value()).doesNotContain("\r", "\n"));
  }

  private static void checkStorable(Verdict verdict) {
    if (verdict instanceof Verdict.Accepted accepted) {
      byte[] bytes = Topics.COLLECTED.serde().serialize("t", accepted.event());
      assertThat(Topics.COLLECTED.serde().deserialize("t", bytes).eventId())
          .isEqualTo(accepted.event().eventId());
      assertThat(accepted.event().identity().intakeKey()).isPresent();
    } else {
      assertThat(
              Topics.REJECTED_EVENTS.serde().serialize("t", ((Verdict.Rejected) verdict).event()))
          .isNotEmpty();
    }
  }

  private static TrackingSource source(Source.Kind kind) {
    return new SourceSettings("shop", kind, null, null, null, null, null, null, null, null)
        .withKey(WORKSPACE, "key", "k", TestSources.MADE);
  }

  private static IntakeRequest request(byte[] body, String key, Map<String, String> headers) {
    return new IntakeRequest() {
      @Override
      public String method() {
        return "POST";
      }

      @Override
      public String path() {
        return NativeProtocol.PATH;
      }

      @Override
      public String query() {
        return null;
      }

      @Override
      public String header(String name) {
        String fallback = name.equals("authorization") && key != null ? "Bearer " + key : null;
        return headers.getOrDefault(name, fallback);
      }

      @Override
      public String cookie(String name) {
        return headers.get("cookie");
      }

      @Override
      public String address() {
        return "198.51.100.7";
      }

      @Override
      public boolean secure() {
        return false;
      }

      @Override
      public byte[] body() {
        return body;
      }

      @Override
      public Instant receivedAt() {
        return NOW;
      }
    };
  }
}
