package io.impuls.tracking.collector.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "59.99|59.99",
        "59,99|59.99",
        "1,299.00|1299",
        "1.299,00|1299",
        "1,299|1299",
        "1,299,000.5|1299000.5",
        "1 299,50|1299.5",
        "$ 5|5",
        "-3|-3",
        "1e3|1000",
        ".5|0.5"
      })
  void readsAmountsHoweverTheyAreWritten(String sent, String expected) {
    assertThat(Amounts.of(sent)).isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", ".", "-", "free", "1,2,3", "1e999", "0x10", "NaN", "1.2.3"})
  void whatIsNoAmountIsNone(String sent) {
    assertThat(Amounts.of(sent)).isNull();
  }
}
