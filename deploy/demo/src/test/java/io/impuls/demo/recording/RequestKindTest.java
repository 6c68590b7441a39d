package io.impuls.demo.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestKindTest {

  @ParameterizedTest
  @CsvSource({
    "GET, /, 200, PAGE",
    "GET, /blog/tags/puppet, 200, PAGE",
    "GET, /projects/xdotool/xdotool.xhtml, 304, PAGE",
    "GET, /files/?C=D;O=A, 200, PAGE",
    "GET, /articles/week/?page=2, 200, PAGE",
    "GET, /images/logstash_OSCON.pdf, 206, DOWNLOAD",
    "GET, /files/logstash/logstash-1.3.2-monolithic.jar, 200, DOWNLOAD",
    "GET, /files/grok/grok-1.tar.gz, 304, DOWNLOAD",
    "GET, /files/logstash/logstash-1.1.0-monolithic.jar, 404, OTHER",
    "HEAD, /images/logstash_OSCON.pdf, 200, OTHER",
    "GET, /blog/tags/puppet?flav=rss20, 200, OTHER",
    "GET, /projects/xdotool, 301, OTHER",
    "GET, /wp-login.php, 404, OTHER",
    "POST, /wp-login.php, 200, OTHER",
    "GET, /reset.css, 200, OTHER",
    "GET, /favicon.ico, 200, OTHER",
    "GET, /robots.txt, 200, OTHER",
  })
  void tellsPagesAndDownloadsFromTheRest(
      String method, String target, String status, RequestKind kind) {
    assertThat(RequestKind.of(method, target, status)).isEqualTo(kind);
  }
}
