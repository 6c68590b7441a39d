package io.impuls.tracking.resolver.topology;

import static io.impuls.tracking.resolver.topology.ResolverDriver.SHOP;
import static io.impuls.tracking.resolver.topology.ResolverDriver.START;
import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.Identity;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row of an import counts once for ever (decision 7), whoever it names. */
class ImportedRowsTest {

  @TempDir Path stateDir;
  private ResolverDriver resolver;

  @BeforeEach
  void start() {
    resolver = new ResolverDriver(stateDir);
  }

  @AfterEach
  void stop() {
    resolver.close();
  }

  @Test
  void editedUnderAnotherIdentityItIsAConflictAndCountsOnce() {
    resolver.send(row("import/2011/17", "anna", "first"));
    resolver.send(row("import/2011/17", "bert", "edited"));

    assertThat(resolver.published())
        .extracting(event -> event.identity().userId())
        .containsExactly("anna");
    assertThat(resolver.refused())
        .extracting(RejectedEvent::reason)
        .containsExactly(RejectionReason.CONFLICT_OF_CONTENT);
    assertThat(resolver.counters().get("shop")).isEqualTo(new Counters.Counts(1, 1, 1));
  }

  @Test
  void sentAgainItChangesNothingAndTheNextRowIsAnother() {
    resolver.send(row("import/2011/17", "anna", "same"));
    resolver.send(row("import/2011/17", "anna", "same"));
    resolver.send(row("import/2011/18", "anna", "same"));

    assertThat(resolver.published()).hasSize(2);
    assertThat(resolver.refused()).isEmpty();
    assertThat(resolver.counters().get("shop")).isEqualTo(new Counters.Counts(2, 1, 0));
  }

  @Test
  void whatAnEarlierReleaseImportedIsKnown() {
    resolver.sendUnmarked(row("import/2011/17", "anna", "same"));
    resolver.send(row("import/2011/17", "anna", "same"));

    assertThat(resolver.published()).hasSize(1);
    assertThat(resolver.counters().get("shop")).isEqualTo(new Counters.Counts(1, 1, 0));
  }

  @Test
  void anEventThatIsNoRowTakesNoDetour() {
    resolver.send(
        ResolverDriver.event(
            "o-1", SHOP, "order.placed", user("anna"), START, ZERO, null, null, "payload"));

    assertThat(resolver.published()).hasSize(1);
    assertThat(resolver.store(ResolverStores.IMPORTED_ROWS).approximateNumEntries()).isZero();
  }

  private static Event row(String id, String userId, String payload) {
    return ResolverDriver.event(
            id, SHOP, "order.placed", user(userId), START, ZERO, null, null, payload)
        .flagged(EventFlag.BACKFILL);
  }

  private static Identity user(String id) {
    return new Identity(null, null, id, null, null);
  }
}
