package io.impuls.streams.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.impuls.contracts.plan.Published;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DefinitionsTest {

  private static final UUID WORKSPACE = new UUID(0, 1);
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final Definitions<String, String> definitions =
      new Definitions<>(
          published -> {
            if (published.definition().isBlank()) {
              throw new IllegalArgumentException("empty");
            }
            return published.definition().toUpperCase(java.util.Locale.ROOT);
          },
          definition -> definition.startsWith("draft"));

  @Test
  void theFirstProposalForAVersionInTheLogWins() {
    Published<String> first = proposal(1, "first", null);
    Published<String> second = proposal(1, "second", null);

    definitions.accept(first, NOON);

    assertThat(definitions.accept(second, NOON).published().proposalId())
        .isEqualTo(first.proposalId());
    assertThat(definitions.find(WORKSPACE, "demo", 1).orElseThrow().compiled()).isEqualTo("FIRST");
  }

  @Test
  void takesEffectTenSecondsAfterTheAppendUnlessItSaysWhen() {
    definitions.accept(proposal(1, "one", NOON.minusSeconds(86_400)), NOON);
    definitions.accept(proposal(2, "two", null), NOON);

    assertThat(inForce(NOON.plusMillis(9_999))).isEqualTo("ONE");
    assertThat(inForce(NOON.plusSeconds(10))).isEqualTo("TWO");
    assertThat(inForce(NOON.minusSeconds(86_401))).isEqualTo("none");
  }

  @Test
  void aLaterVersionThatBeginsEarlierReplacesTheOneBetween() {
    definitions.accept(proposal(1, "one", NOON), NOON);
    definitions.accept(proposal(2, "two", NOON.plusSeconds(60)), NOON);
    definitions.accept(proposal(3, "three", NOON.plusSeconds(30)), NOON);

    assertThat(inForce(NOON.plusSeconds(29))).isEqualTo("ONE");
    assertThat(inForce(NOON.plusSeconds(30))).isEqualTo("THREE");
    assertThat(inForce(NOON.plusSeconds(90))).isEqualTo("THREE");
  }

  @Test
  void aDefinitionThatDoesNotCompileChangesNothing() {
    definitions.accept(proposal(1, "good", NOON), NOON);

    assertThatThrownBy(() -> definitions.accept(proposal(2, " ", NOON), NOON))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(inForce(NOON.plusSeconds(90))).isEqualTo("GOOD");
    assertThat(definitions.all(WORKSPACE)).hasSize(1);
  }

  @Test
  void aDraftIsInForceAtNoTimeAndEndsNoOther() {
    definitions.accept(proposal(1, "draft", NOON.minusSeconds(5)), NOON);
    assertThat(inForce(NOON)).isEqualTo("none");

    definitions.accept(proposal(2, "one", NOON), NOON);
    definitions.accept(proposal(3, "draft of two", NOON.plusSeconds(30)), NOON);

    assertThat(inForce(NOON.plusSeconds(90))).isEqualTo("ONE");
    assertThat(definitions.all(WORKSPACE))
        .extracting(Version::takesEffect)
        .containsExactly(false, true, false);
  }

  private String inForce(Instant at) {
    return definitions.all(WORKSPACE).stream()
        .filter(version -> version.inForceAt(at))
        .map(Version::compiled)
        .reduce((a, b) -> a + "+" + b)
        .orElse("none");
  }

  private static Published<String> proposal(int version, String content, Instant from) {
    return new Published<>(WORKSPACE, "demo", version, UUID.randomUUID(), from, "test", content);
  }
}
