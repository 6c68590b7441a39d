package io.impuls.tracking.collector.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {

  @Test
  void cutsAListAtItsOwnCommasOnly() {
    assertThat(cut("[ {\"a\":[1,{\"b\":2}]} , {\"t\":\"x,]}\\\"[\"},3]"))
        .containsExactly("{\"a\":[1,{\"b\":2}]} ", " {\"t\":\"x,]}\\\"[\"}", "3");
  }

  @Test
  void aBrokenEventDoesNotTouchItsNeighbours() {
    assertThat(cut("[{\"a\":1},{\"b\":nonsense},{\"c\":3}]"))
        .containsExactly("{\"a\":1}", "{\"b\":nonsense}", "{\"c\":3}");
  }

  @Test
  void whatIsNeverClosedIsOneLastEvent() {
    assertThat(cut("[{\"a\":1},{\"b\":\"open},{\"c\":3}]"))
        .containsExactly("{\"a\":1}", "{\"b\":\"open},{\"c\":3}]");
    assertThat(cut("[{\"a\":1},{\"b\":2")).containsExactly("{\"a\":1}", "{\"b\":2");
  }

  @Test
  void whatFollowsTheListIsNotPassedOver() {
    assertThat(cut("[{\"a\":1}] \n")).containsExactly("{\"a\":1}");
    assertThat(cut("[{\"a\":1}] and more")).containsExactly("{\"a\":1}", "and more");
    assertThat(cut("[] ]")).containsExactly("]");
  }

  @Test
  void aTooManyClosingBracketIsLeftToTheReader() {
    assertThat(cut("[{\"a\":1}},{\"b\":2}]")).containsExactly("{\"a\":1}}", "{\"b\":2}");
  }

  @Test
  void aMillionLevelsNeedNoStack() {
    assertThat(cut("[" + "[".repeat(1_000_000) + "]".repeat(1_000_000) + ",{}]")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", "hello", "\"text\"", "12", "<xml/>", "\u0000"})
  void readsNothingElse(String body) {
    assertThat(RequestBody.of(bytes(body), 500)).isInstanceOf(RequestBody.Unreadable.class);
  }

  @Test
  void ignoresAByteOrderMark() {
    assertThat(RequestBody.of(bytes("\uFEFF{}"), 500))
        .isEqualTo(new RequestBody.Events(List.of(new Slice(3, 5)), true));
  }

  @Test
  void takesFiveHundredAndNotOneMore() {
    String five = "[" + "{},".repeat(499) + "{}]";
    String more = "[" + "{},".repeat(500) + "{}]";

    assertThat(cut(five)).hasSize(500);
    assertThat(RequestBody.of(bytes(more), 500)).isInstanceOf(RequestBody.TooMany.class);
  }

  @Test
  void anEmptyListHasNoEvents() {
    assertThat(cut(" [ ] ")).isEmpty();
  }

  private static List<String> cut(String body) {
    byte[] bytes = bytes(body);
    return ((RequestBody.Events) RequestBody.of(bytes, 500))
        .events().stream()
            .map(slice -> new String(bytes, slice.from(), slice.length(), StandardCharsets.UTF_8))
            .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
