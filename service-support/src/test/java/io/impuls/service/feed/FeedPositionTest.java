package io.impuls.service.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedPositionTest {

  @Test
  void isWrittenAsShortText() {
    FeedPosition position = new FeedPosition(List.of(0L, 35L, 36L));

    assertThat(position.text()).isEqualTo("1.0.z.10");
    assertThat(FeedPosition.parse("1.0.z.10")).isEqualTo(position);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1.", "2.0", "1.-1", "1.0..1", "1.0 ", "1.A", "1.zzzzzzzzzzzzz"})
  void nothingElseIsAPosition(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> FeedPosition.parse(text));
  }
}
