package io.impuls.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointsTest {

  @Test
  void readsThreeDecimalPlacesWhateverZerosFollow() {
    assertThat(Points.of(new BigDecimal("-1.250000000000000000000"))).isEqualTo(new Points(-1_250));
    assertThat(Points.of(new BigDecimal("1e3"))).isEqualTo(new Points(1_000_000));
  }

  /** Each would cost seconds, or all memory, to be written out. */
  @ParameterizedTest
  @ValueSource(strings = {"1e-999999999", "1e999999999", "0.0001"})
  void refusesWhatItCannotHoldWithoutWritingItOut(String amount) {
    assertThatThrownBy(() -> Points.of(new BigDecimal(amount)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void nothingIsNothingHoweverItIsWritten() {
    assertThat(Points.of(new BigDecimal("0e-999999999"))).isEqualTo(Points.ZERO);
  }
}
