package io.impuls.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DefinitionNameTest {

  @Test
  void isWhatAPersonCanReadAndWrite() {
    assertThat(DefinitionName.valid("Zażółć: 20 % & mehr")).isTrue();
    assertThat(DefinitionName.valid("x".repeat(DefinitionName.LONGEST))).isTrue();
  }

  @Test
  void isNeitherMissingNorEmptyNorTooLong() {
    assertThat(DefinitionName.valid(null)).isFalse();
    assertThat(DefinitionName.valid("  ")).isFalse();
    assertThat(DefinitionName.valid("x".repeat(DefinitionName.LONGEST + 1))).isFalse();
  }

  @Test
  void hasNoControlCharacters() {
    assertThat(DefinitionName.valid("a\u0000b")).isFalse();
    assertThat(DefinitionName.valid("two\nlines")).isFalse();
  }
}
