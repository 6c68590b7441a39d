package io.impuls.segmentation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TagTest {

  @Test
  void namesThatDifferInCaseAreOneTag() {
    assertThat(Tag.named("Kurtka").key()).isEqualTo(Tag.named("KURTKA").key());
  }

  @Test
  void keepsNationalLettersInNameAndKey() {
    assertThat(Tag.named("stały klient")).isEqualTo(new Tag("STAŁY KLIENT", "stały klient"));
  }

  @Test
  void composesLettersAndTrimsBlanks() {
    assertThat(Tag.named("  Ro\u0301z\u0307a   letnia ")).isEqualTo(Tag.named("Róża letnia"));
  }

  @Test
  void refusesWhatIsNoName() {
    assertThatIllegalArgumentException().isThrownBy(() -> Tag.named("  "));
    assertThatIllegalArgumentException().isThrownBy(() -> Tag.named("a\u0000b"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tag.named("x".repeat(Tag.MAX_LENGTH + 1)));
  }
}
