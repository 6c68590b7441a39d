package io.impuls.service.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {

  private static final List<String> KINDS = List.of("decisions", "score-changes");

  @Test
  void readsWordsTimesAndPlacesOfRecords() {
    assertThat(Place.parse("now", KINDS)).isEqualTo(new Place.Now());
    assertThat(Place.parse("beginning", KINDS)).isEqualTo(new Place.Beginning());
    assertThat(Place.parse("2026-11-20T10:00:00Z", KINDS))
        .isEqualTo(new Place.Since(Instant.parse("2026-11-20T10:00:00Z")));
    assertThat(Place.parse(Place.ofRecord("score-changes", 7, 1042), KINDS))
        .isEqualTo(new Place.Offsets(Map.of("score-changes", Map.of(7, 1042L))));
  }

  /** 1042 is sy in base 36. */
  @Test
  void readsWhatItWrites() {
    Place.Offsets place =
        new Place.Offsets(
            Map.of("score-changes", Map.of(1, 0L, 0, 1042L), "decisions", Map.of(0, 5L)));

    assertThat(place.text()).isEqualTo("decisions:1.5,score-changes:1.sy.0");
    assertThat(Place.parse(place.text(), KINDS)).isEqualTo(place);
  }

  @Test
  void readsThePositionOfTheFeedWhereThereIsOnlyOne() {
    assertThat(Place.parse("1.5.0", List.of("decisions")))
        .isEqualTo(new Place.Offsets(Map.of("decisions", Map.of(0, 5L, 1, 0L))));
    assertThatThrownBy(() -> Place.parse("1.5.0", KINDS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "mails:1:2", "score-changes:1", "score-changes:1:-2", ","})
  void refusesWhatIsNoPlace(String text) {
    assertThatThrownBy(() -> Place.parse(text, KINDS)).isInstanceOf(IllegalArgumentException.class);
  }
}
