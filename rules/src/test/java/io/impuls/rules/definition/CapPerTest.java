package io.impuls.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Resolution;
import io.impuls.rules.TestEvents;
import io.impuls.rules.condition.EventFields;
import io.impuls.rules.ledger.Cap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CapPerTest {

  private static final CapPer PER_PATH =
      new CapPer(Cap.sliding(1, Duration.ofHours(24)), EventFields.find("page.path"));

  @Test
  void keepsAValueOfUsualLength() {
    String path = "/" + "a".repeat(CapPer.LONGEST_VALUE - 1);

    assertThat(value(path)).isEqualTo(path);
  }

  /** The collector lets texts of 16,384 characters pass. */
  @Test
  void keepsTheBeginningOfALongValueAndAHashOfTheWhole() {
    String path = "/" + "a".repeat(16_383);

    assertThat(value(path))
        .startsWith("/aaaaaaaaaa")
        .hasSizeLessThan(CapPer.LONGEST_VALUE)
        .isEqualTo(value(path));
    assertThat(value(path)).isNotEqualTo(value(path + "a"));
  }

  /** Cut through the middle, the last one would be no text any more. */
  @Test
  void neverCutsACharacterInHalf() {
    String path = "/" + "\uD83D\uDE00".repeat(200);

    String kept = value(path);

    byte[] written = kept.getBytes(StandardCharsets.UTF_8);
    assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(kept);
  }

  /** Two visits have two counters; what happens outside of visits is alone. */
  @Test
  void countsEachVisitByItself() {
    CapPer perVisit =
        new CapPer(Cap.sliding(1, Duration.ofDays(30)), EventFields.find("page.path"), true);
    UUID first = new UUID(1, 1);
    UUID second = new UUID(1, 2);

    assertThat(perVisit.value(inVisit(first, "/a"))).isEqualTo(first + " /a");
    assertThat(perVisit.value(inVisit(second, "/a")))
        .isNotEqualTo(perVisit.value(inVisit(first, "/a")));
    assertThat(perVisit.value(inVisit(first, "/b")))
        .isNotEqualTo(perVisit.value(inVisit(first, "/a")));
    Event outside = inVisit(null, "/a");
    assertThat(perVisit.value(outside)).isEqualTo(outside.eventId() + " /a");
  }

  private static Event inVisit(UUID session, String path) {
    Event event = TestEvents.pageView(path).build();
    UUID person = new UUID(2, 2);
    return event.resolved(new Resolution(person, person, null, null, null, session, null, null));
  }

  private static String value(String path) {
    return PER_PATH.value(TestEvents.pageView(path).build());
  }
}
