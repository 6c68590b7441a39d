package io.impuls.tracking.collector.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageAddressTest {

  @ParameterizedTest
  @CsvSource({
    "https://shop.example/cennik?utm_source=a/b#top, /cennik",
    "https://shop.example, /",
    "https://shop.example?x=/y, /",
    "http://shop.example/a|b c/%zz, /a|b c/%zz",
    "https://shop.example#/route, /"
  })
  void findsThePath(String url, String path) {
    assertThat(PageAddress.path(url)).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/cennik", "shop.example/cennik", "://x/y", "https://", "https:///x"})
  void hasNoneWithoutAHost(String url) {
    assertThat(PageAddress.path(url)).isNull();
  }
}
