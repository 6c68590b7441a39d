package io.impuls.tracking.collector.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AppTableTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final UUID ONE = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);

  @Test
  void anAppsNameComesBeforeHosts() {
    TrackingSource app = source(ONE, "app", List.of("shop-app"), List.of(), null);
    TrackingSource site = source(ONE, "site", List.of(), List.of("Shop.example"), null);
    AppTable table = AppTable.of(List.of(app, site));

    assertThat(table.byApp("shop-app", List.of("shop.example"), NOW)).contains(app);
    assertThat(table.byApp("unknown", List.of("x.example", "shop.EXAMPLE"), NOW)).contains(site);
    assertThat(table.byApp(null, List.of("shop.example"), NOW)).contains(site);
    assertThat(table.byApp("unknown", List.of("x.example"), NOW)).isEmpty();
  }

  @Test
  void aNameThatSeveralTenantsUseIsToldApartByHostsOrNotAtAll() {
    TrackingSource mine = source(ONE, "a", List.of("web"), List.of("one.example"), null);
    TrackingSource theirs = source(OTHER, "a", List.of("web"), List.of("two.example"), null);
    AppTable table = AppTable.of(List.of(mine, theirs));

    assertThat(table.byApp("web", List.of("two.example"), NOW)).contains(theirs);
    assertThat(table.byApp("web", List.of("three.example"), NOW)).isEmpty();
  }

  @Test
  void whatHasEndedDoesNotCount() {
    TrackingSource ended = source(ONE, "a", List.of("web"), List.of(), NOW);

    assertThat(AppTable.of(List.of(ended)).byApp("web", List.of(), NOW)).isEmpty();
    assertThat(AppTable.of(List.of(ended)).byApp("web", List.of(), NOW.minusMillis(1)))
        .contains(ended);
  }

  private static TrackingSource source(
      UUID workspace, String id, List<String> apps, List<String> hosts, Instant end) {
    return new TrackingSource(
        workspace,
        id,
        Source.Kind.BROWSER,
        "key-" + id,
        "wk",
        null,
        List.of(),
        hosts,
        List.of(),
        Duration.ofDays(30),
        true,
        end,
        null,
        apps,
        null);
  }
}
