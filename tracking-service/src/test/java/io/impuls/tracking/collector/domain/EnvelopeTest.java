package io.impuls.tracking.collector.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

  @Test
  void tellsEventsAndTheMembersAroundThemApart() {
    Envelope found =
        cut("\uFEFF {\"a\":{\"x\":[1,\"}\"]}, \"list\" : [ {\"n\":1} ,[2],\"3,]\" ],\"b\":\"]\"} ");

    assertThat(found.whole()).isTrue();
    assertThat(texts(found)).containsExactly("{\"n\":1} ", "[2]", "\"3,]\" ");
    assertThat(found.members()).containsOnlyKeys("a", "b");
    assertThat(text(found.members().get("a"))).isEqualTo("{\"x\":[1,\"}\"]}");
    assertThat(text(found.members().get("b"))).isEqualTo("\"]\"");
  }

  @Test
  void aBrokenEventDoesNotTouchTheOthers() {
    Envelope found = cut("{\"list\":[{\"n\":1},{nonsense},{\"n\":4}],\"b\":1}");

    assertThat(texts(found)).containsExactly("{\"n\":1}", "{nonsense}", "{\"n\":4}");
    assertThat(found.members()).containsOnlyKeys("b");
  }

  @Test
  void aListThatIsNeverClosedEndsWithTheBody() {
    Envelope found = cut("{\"list\":[{\"n\":1},{\"n\":");

    assertThat(found.whole()).isFalse();
    assertThat(texts(found)).containsExactly("{\"n\":1}", "{\"n\":");
  }

  @Test
  void theNumberOfEventsIsBounded() {
    assertThat(cut("{\"list\":[1,2,3]}").tooMany()).isFalse();
    assertThat(cut("{\"list\":[1,2,3,4]}").tooMany()).isTrue();
    assertThat(cut("{\"list\":[]}").events()).isEmpty();
    assertThat(cut("{\"list\":{}}").events()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "[]", "7", "\"{}\""})
  void whatIsNoObjectIsNone(String body) {
    assertThat(Envelope.of(body.getBytes(StandardCharsets.UTF_8), "list", 3)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1}x", "{a:1}"})
  void whatDoesNotEndAsItShouldIsNotWhole(String body) {
    assertThat(cut(body).whole()).isFalse();
  }

  private byte[] body;

  private Envelope cut(String text) {
    body = text.getBytes(StandardCharsets.UTF_8);
    return Envelope.of(body, "list", 3).orElseThrow();
  }

  private List<String> texts(Envelope found) {
    return found.events().stream().map(this::text).toList();
  }

  private String text(Slice slice) {
    return new String(body, slice.from(), slice.length(), StandardCharsets.UTF_8);
  }
}
