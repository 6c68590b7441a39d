package io.impuls.service.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachableAddressesTest {

  private final ReachableAddresses reachable = new ReachableAddresses(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.0.9",
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "192.0.2.1",
        "198.19.0.1",
        "224.0.0.1",
        "239.255.255.250",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "::10.0.0.1",
        "64:ff9b::7f00:1",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "2001:0:4136:e378::1",
        "2002:7f00:1::1"
      })
  void refusesWhatIsNotOfThePublicInternet(String address) throws UnknownHostException {
    assertThat(reachable.allows(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "100.128.0.1",
        "172.32.0.1",
        "::ffff:8.8.8.8",
        "2606:4700::1111",
        "2a00:1450:4001::1"
      })
  void allowsWhatIs(String address) throws UnknownHostException {
    assertThat(reachable.allows(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void allowsWhatAnOperatorNames() throws UnknownHostException {
    ReachableAddresses some = new ReachableAddresses(List.of("10.1.0.0/16", "::1/128"));

    assertThat(some.allows(InetAddress.getByName("10.1.255.1"))).isTrue();
    assertThat(some.inside(InetAddress.getByName("10.1.255.1"))).isTrue();
    assertThat(some.allows(InetAddress.getByName("::1"))).isTrue();
    assertThat(some.allows(InetAddress.getByName("10.2.0.1"))).isFalse();
    assertThat(some.inside(InetAddress.getByName("1.1.1.1"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.0.0", "example.com/8", "10.1.0.0/40", "10.1.0.0/x", ""})
  void knowsANetworkWhenItSeesOne(String text) {
    assertThatThrownBy(() -> new ReachableAddresses(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("network");
  }
}
