package io.impuls.tracking.collector.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.77, 203.0.113.0",
    "2001:db8:1234:5678:9abc:def0:1:2, 2001:db8:1234:0:0:0:0:0",
    "fe80::1%eth0, fe80:0:0:0:0:0:0:0"
  })
  void keepsTheNetworkOnly(String address, String network) {
    assertThat(Address.network(address)).isEqualTo(network);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "example.com", "1.2.3", "999.1.1.1", "::gg"})
  void looksNothingUp(String address) {
    assertThat(Address.network(address)).isNull();
  }

  @Test
  void hasNoneForNothing() {
    assertThat(Address.network(null)).isNull();
  }
}
