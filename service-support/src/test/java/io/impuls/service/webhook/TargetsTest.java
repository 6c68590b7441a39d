package io.impuls.service.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetsTest {

  private static final Map<String, List<String>> NAMES =
      Map.of(
          "hooks.example", List.of("93.184.215.14"),
          "both.example", List.of("93.184.215.14", "10.0.0.1"),
          "inside.example", List.of("10.1.0.1"),
          "half.example", List.of("10.1.0.1", "93.184.215.14"));

  private final Targets targets =
      new Targets(new ReachableAddresses(List.of("10.1.0.0/16")), TargetsTest::addresses);

  @Test
  void leadsToTheAddressOfThePublicInternet() throws UnknownHostException {
    Target.Usable target = (Target.Usable) targets.find("https://hooks.example/a/b?c=d%20e");

    assertThat(target.address()).isEqualTo(InetAddress.getByName("93.184.215.14"));
    assertThat(target.port()).isEqualTo(443);
    assertThat(target.encrypted()).isTrue();
    assertThat(target.pathAndQuery()).isEqualTo("/a/b?c=d%20e");
    assertThat(((Target.Usable) targets.find("HTTPS://hooks.example:8443")).port()).isEqualTo(8443);
    assertThat(((Target.Usable) targets.find("https://hooks.example")).pathAndQuery())
        .isEqualTo("/");
  }

  @Test
  void oneAddressThatIsNotPublicIsEnoughToRefuse() {
    assertThat(reason("https://both.example/")).contains("public internet");
  }

  @Test
  void takesPlainHttpOnlyToWhereAnOperatorAllows() {
    assertThat(targets.find("http://inside.example/")).isInstanceOf(Target.Usable.class);
    assertThat(reason("http://hooks.example/")).contains("https://");
    assertThat(reason("http://half.example/")).contains("https://");
  }

  @Test
  void saysWhatIsWrongWithAnAddress() {
    assertThat(reason("gopher://hooks.example/")).contains("https://");
    assertThat(reason("hooks.example")).contains("https://");
    assertThat(reason("https://a:b@hooks.example/")).contains("user and password");
    assertThat(reason("https://hooks.example/#a")).contains("fragment");
    assertThat(reason("https:///path")).contains("host");
    assertThat(reason("https://exämple.com/")).contains("xn--");
    assertThat(reason("https://nowhere.example/")).contains("nowhere.example");
    assertThat(reason("https://hooks.example/" + "a".repeat(2_000))).contains("2000");
    assertThat(reason("https://hooks.example/ a")).contains("no URL");
  }

  private String reason(String url) {
    return ((Target.Unusable) targets.find(url)).reason();
  }

  private static List<InetAddress> addresses(String host) throws UnknownHostException {
    if (!NAMES.containsKey(host)) {
      throw new UnknownHostException(host);
    }
    List<InetAddress> addresses = new ArrayList<>();
    for (String literal : NAMES.get(host)) {
      addresses.add(InetAddress.getByName(literal));
    }
    return addresses;
  }
}
