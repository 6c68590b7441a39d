package io.impuls.rules.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.score.Suppression;
import io.impuls.rules.time.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CapWindowTest {

  private static final Cap ONCE_A_DAY = Cap.sliding(1, Duration.ofHours(24));

  /** SC-10: 10:00 is awarded, 15:00 is not; free again exactly 24 h after the award. */
  @Test
  void namesTheAwardThatFillsTheWindowAndWhenItLeaves() {
    Entry ten = Entry.awarded(match("2026-03-02T10:00:00Z"));
    Entry three = Entry.suppressed(match("2026-03-02T15:00:00Z"), Suppression.CAP);

    CapWindow window = CapWindow.of(three, ONCE_A_DAY, List.of(ten, three));

    assertThat(window.awards()).containsExactly(ten);
    assertThat(window.nextFree()).contains(Instant.parse("2026-03-03T10:00:00Z"));
  }

  @Test
  void anAwardExactlyOneWindowAgoIsOutside() {
    Entry ten = Entry.awarded(match("2026-03-02T10:00:00Z"));

    Entry nextDay = Entry.suppressed(match("2026-03-03T10:00:00Z"), Suppression.QUIET);
    CapWindow window = CapWindow.of(nextDay, ONCE_A_DAY, List.of(ten, nextDay));

    assertThat(window.awards()).isEmpty();
    assertThat(window.nextFree()).isEmpty();
  }

  /** Empty as one that leaves room at once, and all the same another thing. */
  @Test
  void tellsWhatIsFreeFromWhatIsUsedUpForGood() {
    Cap once = new Cap(new Cap.Limit.Awards(1), new Window.Lifetime());
    Entry first = Entry.awarded(match("2026-03-02T10:00:00Z"));
    Entry second = Entry.suppressed(match("2026-03-02T15:00:00Z"), Suppression.CAP);
    CapWindow full = CapWindow.of(second, once, List.of(first, second));
    CapWindow free = CapWindow.of(second, once, List.of(second));

    assertThat(full.nextFree()).isEmpty();
    assertThat(free.nextFree()).isEmpty();
    assertThat(full.usedUp()).isTrue();
    assertThat(free.usedUp()).isFalse();
    assertThat(CapWindow.of(second, ONCE_A_DAY, List.of(first, second)).usedUp()).isFalse();
  }

  private static Match match(String at) {
    return new Match(
        "plan/rule",
        1,
        null,
        Instant.parse(at),
        new UUID(1, at.hashCode()),
        "page.viewed",
        null,
        new UUID(2, 2),
        30_000,
        null);
  }
}
