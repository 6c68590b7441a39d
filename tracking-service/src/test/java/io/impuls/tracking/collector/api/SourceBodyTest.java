package io.impuls.tracking.collector.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JacksonException;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.topic.Json;
import io.impuls.contracts.topic.Topics;
import io.impuls.service.problem.Problem.FieldError;
import io.impuls.service.problem.ProblemException;
import io.impuls.tracking.collector.TestSources;
import io.impuls.tracking.collector.domain.SourceSettings;
import io.impuls.tracking.handover.SourceFacts;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class SourceBodyTest {

  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");

  @Test
  void namesEveryFaultAtOnce() throws JacksonException {
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class,
            () ->
                read("""
                {"id":"Shop","origins":["https://a.example/"],"hosts":["a,b"],
                 "eventTypes":[null],"latenessHorizon":"P31D","eventsPerSecond":-1,
                 "appIds":["a b"]}
                """)
                    .orElseThrow()
                    .settings());

    assertThat(refused.problem().errors())
        .extracting(FieldError::pointer)
        .containsExactly(
            "/id",
            "/kind",
            "/origins/0",
            "/hosts/0",
            "/eventTypes/0",
            "/appIds/0",
            "/latenessHorizon",
            "/eventsPerSecond");
  }

  /** Whatever an operator's tool sends: refused with its faults, or kept and read back the same. */
  @Property(tries = 1_000)
  void isRefusedOrSurvivesTheWayThroughTheTopic(@ForAll("bodies") String json) {
    Optional<SourceBody> body;
    try {
      body = read(json);
    } catch (JacksonException e) {
      // answered with 400 by the mapper that all services share
      return;
    }
    if (body.isEmpty()) {
      return;
    }
    SourceSettings settings;
    try {
      settings = body.get().settings();
    } catch (ProblemException e) {
      assertThat(e.problem().status()).isEqualTo(400);
      assertThat(e.problem().errors()).isNotEmpty();
      return;
    }
    TrackingSource kept = settings.withKey(WORKSPACE, "key-1", "secret", TestSources.MADE);
    byte[] record = Topics.SOURCES.serde().serialize("t", kept);
    assertThat(Topics.SOURCES.serde().deserialize("t", record)).isEqualTo(kept);
    assertThat(new String(record))
        .satisfies(
            text -> {
              if (settings.kind() == Source.Kind.BACKEND) {
                assertThat(text).doesNotContain("\"secret\"");
              }
            });
    // hosts travel joined by commas
    RecordHeaders headers = new RecordHeaders();
    SourceFacts.of(kept).writeTo(headers);
    assertThat(SourceFacts.readFrom(headers).hosts()).isEqualTo(kept.hosts());
  }

  @Provide
  Arbitrary<String> bodies() {
    Arbitrary<String> value =
        Arbitraries.oneOf(
            Arbitraries.of(
                "null",
                "true",
                "-1",
                "1e99",
                "7",
                "\"\"",
                "\"shop\"",
                "\"BROWSER\"",
                "\"BACKEND\"",
                "\"CAMPAIGN\"",
                "\"P1D\"",
                "\"P99D\"",
                "\"-PT1S\"",
                "[]",
                "[null]",
                "{}",
                "[\"https://a.example\"]",
                "[\"a.example\",\"b.example\"]",
                "[\"a,b\"]",
                "[\"page.viewed\"]",
                "[[\"a\"]]",
                "\"REQUIRED\"",
                "\"NO_TRACKING\"",
                "\"a\\u0000b\""),
            Arbitraries.strings().ofMaxLength(6).map(text -> "[\"" + text + "\"]"));
    Arbitrary<String> field =
        Combinators.combine(
                Arbitraries.of(
                    "origins",
                    "hosts",
                    "eventTypes",
                    "latenessHorizon",
                    "eventsPerSecond",
                    "appIds",
                    "consent",
                    "doNotTrack",
                    "other"),
                value)
            .as((name, content) -> ",\"" + name + "\":" + content);
    Arbitrary<String> kind = Arbitraries.of("\"BROWSER\"", "\"BACKEND\"", "\"CAMPAIGN\"", "7");
    return Combinators.combine(kind, field.list().ofMaxSize(5))
        .as((k, fields) -> "{\"id\":\"shop\",\"kind\":" + k + String.join("", fields) + "}");
  }

  @Test
  void aSourceThatIsThereKeepsItsIdAndItsKind() throws JacksonException {
    SourceSettings kept =
        read("{\"eventsPerSecond\":9}").orElseThrow().settingsOf("shop", Source.Kind.BROWSER);
    assertThat(kept.id()).isEqualTo("shop");
    assertThat(kept.kind()).isEqualTo(Source.Kind.BROWSER);
    assertThat(kept.eventsPerSecond()).isEqualTo(9);
    assertThat(
            read("{\"id\":\"shop\",\"kind\":\"BROWSER\"}")
                .orElseThrow()
                .settingsOf("shop", Source.Kind.BROWSER))
        .isEqualTo(
            new SourceSettings(
                "shop", Source.Kind.BROWSER, null, null, null, null, null, null, null, null));

    SourceBody other =
        read("{\"id\":\"erp\",\"kind\":\"BACKEND\",\"hosts\":[\"a b\"]}").orElseThrow();

    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class, () -> other.settingsOf("shop", Source.Kind.BROWSER));

    assertThat(refused.problem().errors())
        .extracting(FieldError::pointer)
        .containsExactly("/id", "/kind", "/hosts/0");
  }

  private static Optional<SourceBody> read(String json) throws JacksonException {
    return Optional.ofNullable(Json.mapper().readValue(json, SourceBody.class));
  }
}
