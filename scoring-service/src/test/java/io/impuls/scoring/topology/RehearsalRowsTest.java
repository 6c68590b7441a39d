package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Merge;
import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Match;
import io.impuls.scoring.domain.rehearsal.Deed;
import io.impuls.scoring.domain.rehearsal.Hit;
import io.impuls.scoring.domain.rehearsal.Told;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalRowsTest {

  private static final UUID ANNA = new UUID(5, 1);
  private static final UUID ZOE = new UUID(-5, 1);

  @TempDir Path temporary;

  @Test
  void keepsEachEventOnceInTheTotalOrderOfItsPerson() {
    Deed before1970 = deed("1969-12-31T23:59:59.999Z", 1);
    Deed noon = deed("2026-03-02T12:00:00Z", 1);
    // the same time: ids are compared as unsigned bytes
    Deed noonToo = deed("2026-03-02T12:00:00Z", -1);
    try (RehearsalRows rows = new RehearsalRows(temporary.resolve("run"))) {
      rows.put(ZOE, noon);
      rows.put(ANNA, noonToo);
      rows.put(ANNA, noon);
      rows.put(ANNA, before1970);
      rows.put(ANNA, noon);

      List<RehearsalRows.Row> all = new ArrayList<>();
      rows.deeds(all::add);

      assertThat(all)
          .containsExactly(
              new RehearsalRows.Row(ANNA, before1970, false),
              new RehearsalRows.Row(ANNA, noon, false),
              new RehearsalRows.Row(ANNA, noonToo, false),
              new RehearsalRows.Row(ZOE, noon, false));
    }
  }

  @Test
  void movesWhatSomebodyDidOnceOnly() {
    Deed noon = deed("2026-03-02T12:00:00Z", 1);
    try (RehearsalRows rows = new RehearsalRows(temporary.resolve("run"))) {
      rows.put(ANNA, noon);
      rows.put(ZOE, noon);

      rows.deeds(ANNA, row -> rows.move(row, ZOE));

      List<RehearsalRows.Row> all = new ArrayList<>();
      rows.deeds(all::add);
      assertThat(all).containsExactly(new RehearsalRows.Row(ZOE, noon, true));
    }
  }

  @Test
  void remembersWhoWasToldWhat() {
    Told late = told("2026-03-02T12:00:00Z");
    Told early = told("2026-03-02T10:00:00Z");
    try (RehearsalRows rows = new RehearsalRows(temporary.resolve("run"))) {
      rows.put(ANNA, deed("2026-03-02T12:00:00Z", 1));
      rows.tell(ANNA, late);
      rows.tell(ANNA, early);
      rows.tell(ZOE, late);

      assertThat(rows.told(ANNA)).containsExactly(early, late);
      assertThat(rows.toldAfter(null)).contains(ANNA);
      assertThat(rows.toldAfter(ANNA)).contains(ZOE);
      assertThat(rows.toldAfter(ZOE)).isEqualTo(Optional.empty());
    }
  }

  @Test
  void leavesNothingBehind() {
    Path directory = temporary.resolve("run");
    try (RehearsalRows rows = new RehearsalRows(directory)) {
      rows.put(ANNA, deed("2026-03-02T12:00:00Z", 1));
      assertThat(directory).isNotEmptyDirectory();
    }

    assertThat(directory).doesNotExist();
    assertThat(temporary).isEmptyDirectory();
  }

  private static Told told(String at) {
    return new Told(new UUID(9, 9), Instant.parse(at), new Merge(ANNA, ZOE), null, false);
  }

  private static Deed deed(String at, long id) {
    return new Deed(
        new UUID(id, id),
        Instant.parse(at),
        ANNA,
        ZOE,
        true,
        List.of(new Hit(0, null, -1_000, Match.Part.AWARD, null)),
        List.of(
            new Hit(3, "/żółw", 500, Match.Part.START, Suppression.QUIET),
            new Hit(1, "", 1, Match.Part.AWARD, null)));
  }
}
