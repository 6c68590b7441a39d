package io.impuls.tracking.collector.phones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.TestSources;
import io.impuls.tracking.collector.domain.Admission;
import io.impuls.tracking.collector.domain.Arrival;
import io.impuls.tracking.collector.domain.CanonicalPhones;
import io.impuls.tracking.collector.domain.DraftBuilder;
import io.impuls.tracking.collector.domain.IntakeLog;
import io.impuls.tracking.collector.domain.PhoneRegions;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.domain.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalPhonesTest {

  private static final TrackingSource SHOP =
      TestSources.source("shop", Source.Kind.BACKEND, "secret");
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

  private final List<Verdict> stored = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "601 234 567, PL, +48601234567",
    "601-234-567, PL, +48601234567",
    "48601234567, PL, +48601234567",
    "0048 601 234 567, PL, +48601234567",
    "+44 (0)20 7946 0958, PL, +442079460958",
    "+44 020 7946 0958, , +442079460958",
    "020 7946 0958, GB, +442079460958",
    "(201) 555-0123, US, +12015550123",
    "06 1234 5678, IT, +390612345678"
  })
  void aNumberHasTheFormOfItsCountryOrOfItsSources(String sent, String region, String number)
      throws RefusedException {
    assertThat(phone(sent, new PhoneRegions(region, Map.of()))).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({"601 234 567, , 601234567", "112 0, PL, 1120", "+48 123, PL, +48123"})
  void whatHasNoCountryOrIsNoNumberIsKeptAsItWasSent(String sent, String region, String number)
      throws RefusedException {
    assertThat(phone(sent, new PhoneRegions(region, Map.of()))).isEqualTo(number);
  }

  @Test
  void theRegionOfTheSourceGoesBeforeThatOfTheWorkspace() throws RefusedException {
    String workspace = TestSources.WORKSPACE.toString();

    assertThat(phone("2079460958", new PhoneRegions("PL", Map.of(workspace, "GB"))))
        .isEqualTo("+442079460958");
    assertThat(phone("601234567", new PhoneRegions(null, Map.of(workspace, "GB", "shop", "PL"))))
        .isEqualTo("+48601234567");
  }

  @Test
  void theIdAndTheHashOfTheEventAreThoseOfWhatWasSent() throws RefusedException {
    Event sent = event("601 234 567");

    Event kept = kept(sent, new PhoneRegions("PL", Map.of()));

    assertThat(kept.eventId()).isEqualTo(Ids.event(TestSources.WORKSPACE, "shop", "e-1"));
    assertThat(kept.payloadHash()).isEqualTo(sent.payloadHash());
    assertThat(kept.identity().userId()).isEqualTo("u-1");
  }

  @Test
  void aRegionThatIsNoneStopsTheStart() {
    PhoneRegions mistyped = new PhoneRegions(null, Map.of("shop", "Poland"));

    assertThatThrownBy(() -> log(mistyped)).hasMessageContaining("'Poland'");
  }

  private String phone(String sent, PhoneRegions regions) throws RefusedException {
    return kept(event(sent), regions).identity().phone();
  }

  private Event kept(Event event, PhoneRegions regions) {
    stored.clear();
    log(regions).store(List.of(new Verdict.Accepted(event, SHOP)));
    return ((Verdict.Accepted) stored.get(0)).event();
  }

  private IntakeLog log(PhoneRegions regions) {
    return new CanonicalPhones(new Kept(), new WorldPhoneNumbers(), regions);
  }

  private static Event event(String phone) throws RefusedException {
    return new Admission(
            new DraftBuilder().id("e-1").type("sign-up").userId("u-1").phone(phone).build(),
            new Arrival(SHOP, AT, null, null, null, null, "/v1/events"))
        .event();
  }

  private final class Kept implements IntakeLog {

    @Override
    public CompletionStage<Outcome> store(List<Verdict> verdicts) {
      stored.addAll(verdicts);
      return CompletableFuture.completedFuture(Outcome.STORED);
    }

    @Override
    public boolean available() {
      return true;
    }
  }
}
