package io.impuls.tracking.collector.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.TestRequest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivalsTest {

  private static final TrackingSource SITE =
      new TrackingSource(
          new UUID(0, 1),
          "site",
          Source.Kind.BROWSER,
          "key",
          null,
          null,
          List.of(),
          List.of(),
          List.of(),
          null,
          true);

  @ParameterizedTest
  @CsvSource({
    "Sec-Purpose, prefetch;prerender",
    "Purpose, prefetch",
    "X-Moz, Prefetch",
    "X-Purpose, preview"
  })
  void noticesRequestsThatFetchAhead(String header, String value) {
    assertThat(purpose(TestRequest.get("/x").with(header, value))).isEqualTo("prefetch");
  }

  @Test
  void noticesRequestsForHeadersOnly() {
    assertThat(purpose(TestRequest.head("/x"))).isEqualTo("head");
  }

  @Test
  void anOrdinaryRequestHasNoPurpose() {
    assertThat(purpose(TestRequest.get("/x"))).isNull();
    assertThat(purpose(TestRequest.get("/x").with("Purpose", "reading"))).isNull();
  }

  private static String purpose(TestRequest request) {
    return Arrivals.of(SITE, request, null).purpose();
  }
}
