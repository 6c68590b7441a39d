package io.impuls.tracking.collector.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        " NULL ",
        "Undefined",
        "NaN",
        "none",
        "0",
        "-1",
        "guest",
        "Anonymous",
        "unknown",
        "[object Object]",
        "[Object   object]",
        "\"null\"",
        "'undefined'",
        "`guest`",
        "not\u000bset",
        "XXXXXXXX-xxxx",
        "(not set)",
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "00000000",
        "\u00a0\u2003"
      })
  void whatBrokenIntegrationsSendNamesNobody(String sent) {
    assertThat(Texts.identifier(sent)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"17850", "00001", "guest-7", "nullify", "10", "żółw", "0a"})
  void whatLooksAlikeIsAnIdAllTheSame(String sent) {
    assertThat(Texts.identifier(sent)).isEqualTo(sent);
  }

  @Test
  void anIdIsTrimmedAndComposedAndKeepsItsDiacriticsAndCase() {
    assertThat(Texts.identifier("  Z\u0307o\u0301\u0142w ")).isEqualTo("Żółw");
  }

  @ParameterizedTest
  @CsvSource({
    "+48 601 234 567, +48601234567",
    "0048 601-234-567, +48601234567",
    "+44 (0)20 7946 0958, +442079460958",
    "601 234 567, 601234567"
  })
  void aNumberThatSaysItsCountryHasOneForm(String sent, String number) {
    assertThat(Texts.phone(sent)).isEqualTo(number);
  }
}
