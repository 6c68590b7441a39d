package io.impuls.tracking.collector.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressTest {

  private static final Networks OURS = Networks.of(List.of("10.0.0.0/8", "fd00::/16"));

  @Test
  void isThatOfTheConnectionWhereNobodyIsBelieved() {
    assertThat(ClientAddress.of("198.51.100.7", List.of("203.0.113.9"), OURS))
        .isEqualTo("198.51.100.7");
    assertThat(ClientAddress.of("10.1.2.3", List.of("203.0.113.9"), Networks.NONE))
        .isEqualTo("10.1.2.3");
    assertThat(ClientAddress.of(null, List.of("203.0.113.9"), OURS)).isNull();
  }

  /** The client wrote the first entry, our outer proxy the second, our inner one the third. */
  @Test
  void isTheLastOneThatABelievedProxyNamed() {
    assertThat(ClientAddress.of("10.1.2.3", List.of("192.0.2.66, 203.0.113.9, 10.9.9.9"), OURS))
        .isEqualTo("203.0.113.9");
    assertThat(ClientAddress.of("10.1.2.3", List.of("192.0.2.66", "203.0.113.9:4711"), OURS))
        .isEqualTo("203.0.113.9");
    assertThat(ClientAddress.of("fd00::1", List.of("[2001:db8::1]:443"), OURS))
        .isEqualTo("2001:db8::1");
  }

  @Test
  void whatIsNoAddressEndsTheChain() {
    assertThat(ClientAddress.of("10.1.2.3", List.of("203.0.113.9, evil.example"), OURS))
        .isEqualTo("10.1.2.3");
    assertThat(ClientAddress.of("10.1.2.3", List.of(""), OURS)).isEqualTo("10.1.2.3");
    assertThat(ClientAddress.of("10.1.2.3", List.of("10.0.0.1,".repeat(5_000)), OURS))
        .isEqualTo("10.0.0.1");
  }

  @Test
  void networksEndWhereTheirBitsEnd() {
    Networks odd = Networks.of(List.of("192.0.2.64/26", "2001:db8::/33", "127.0.0.1"));

    assertThat(odd.contains("192.0.2.64")).isTrue();
    assertThat(odd.contains("192.0.2.127")).isTrue();
    assertThat(odd.contains("192.0.2.128")).isFalse();
    assertThat(odd.contains("2001:db8:7fff::1")).isTrue();
    assertThat(odd.contains("2001:db8:8000::1")).isFalse();
    assertThat(odd.contains("127.0.0.2")).isFalse();
    assertThat(odd.contains("localhost")).isFalse();
    assertThatThrownBy(() -> Networks.of(List.of("localhost")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Networks.of(List.of("10.0.0.0/33")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
