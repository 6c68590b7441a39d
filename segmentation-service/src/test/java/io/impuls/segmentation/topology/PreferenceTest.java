package io.impuls.segmentation.topology;

import static io.impuls.segmentation.domain.Events.ANNA;
import static io.impuls.segmentation.domain.Events.BERT;
import static io.impuls.segmentation.domain.Events.looked;
import static io.impuls.segmentation.domain.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.tag.TagChange.Action;
import io.impuls.segmentation.domain.Events;
import io.impuls.segmentation.domain.TagRules;
import io.impuls.segmentation.domain.Why;
import io.impuls.segmentation.domain.matrix.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SG-09: who looks at one category above all, prefers it. */
class PreferenceTest {

  private static final Duration WINDOW = Duration.ofDays(30);
  private static final int MIN_VIEWS = 3;

  private static final String SHOES =
      "{'match':'CATEGORY','pattern':'Buty*','marks':[{'tag':'Fan butów'}],"
          + "'share':{'atLeast':0.6,'minViews':3,'within':'P30D'}}";

  private static final TagRules RULES = new Tables().with("m", SHOES).rules();

  /** 2 of 3 are 67 %, 2 of 4 are half; on day 30 the hat leaves the window: 3 of 4 are 75 %. */
  @Test
  void theTagComesAndGoesWithTheShare() {
    try (Stream stream = new Stream(RULES)) {
      stream.take(
          looked(ANNA, "Czapki", "p", "2026-05-01T10:00:00Z"),
          looked(ANNA, "Buty/Damskie", "p", "2026-05-02T10:00:00Z"));
      assertThat(stream.tags(ANNA)).isEmpty();

      stream.take(looked(ANNA, "Buty", "p", "2026-05-03T10:00:00Z"));
      assertThat(stream.tags(ANNA)).containsExactly("FAN BUTÓW=1");

      stream.take(looked(ANNA, "Kurtki", "p", "2026-05-04T10:00:00Z"));
      assertThat(stream.tags(ANNA)).isEmpty();
      assertThat(stream.changes())
          .extracting(TagChange::action)
          .containsExactly(Action.ASSIGNED, Action.REMOVED);

      // 3 of 5 are 60 %
      stream.take(looked(ANNA, "Buty", "p", "2026-05-05T10:00:00Z"));
      assertThat(stream.tags(ANNA)).containsExactly("FAN BUTÓW=1");
      assertThat(Why.newest(RULES, stream.log(ANNA), "FAN BUTÓW", 10))
          .extracting(Why::words)
          .containsExactly(
              "assigned: row 1: CATEGORY Buty*, at least 0.6 of 3 or more views in PT720H",
              "removed: row 1: CATEGORY Buty*, at least 0.6 of 3 or more views in PT720H",
              "assigned: row 1: CATEGORY Buty*, at least 0.6 of 3 or more views in PT720H");
    }
  }

  /** Three looks on days 1, 2 and 3; on day 31 the first is too old, and two are too few. */
  @Test
  void itEndsAtTheInstantAtWhichALookIsTooOld() {
    try (Stream stream = new Stream(RULES)) {
      stream.take(
          looked(ANNA, "Buty", "p", "2026-05-01T10:00:00Z"),
          looked(ANNA, "Buty", "p", "2026-05-02T10:00:00Z"),
          looked(ANNA, "Buty", "p", "2026-05-03T10:00:00Z"));
      assertThat(stream.tags(ANNA)).containsExactly("FAN BUTÓW=1");

      stream.take(viewed(BERT, "/", "2026-05-31T09:59:59Z")).turn();
      stream.take(viewed(ANNA, "/", "2026-05-31T09:59:59Z")).turn();
      assertThat(stream.tags(ANNA)).containsExactly("FAN BUTÓW=1");

      stream.take(viewed(ANNA, "/", "2026-05-31T10:00:01Z")).turn();
      assertThat(stream.tags(ANNA)).isEmpty();
      assertThat(stream.changes())
          .last()
          .extracting(TagChange::occurredAt)
          .isEqualTo(Instant.parse("2026-05-31T10:00:00Z"));
    }
  }

  /** A version without the row: what is there goes as its looks become too old. */
  @Test
  void whatAVersionLeavesOutRunsOut() {
    Instant edit = Instant.parse("2026-05-04T00:00:00Z");
    String other =
        "{'match':'CATEGORY','pattern':'Kurtki','marks':[{'tag':'Fan kurtek'}],"
            + "'share':{'atLeast':0.6,'minViews':3,'within':'P30D'}}";
    TagRules rules =
        new Tables()
            .with("m", 1, Instant.MIN, edit, SHOES, "")
            .with("m", 2, edit, Instant.MAX, other, "")
            .rules();
    try (Stream stream = new Stream(rules)) {
      stream.take(
          looked(ANNA, "Buty", "p", "2026-05-01T10:00:00Z"),
          looked(ANNA, "Buty", "p", "2026-05-02T10:00:00Z"),
          looked(ANNA, "Buty", "p", "2026-05-03T10:00:00Z"),
          looked(ANNA, "Kurtki", "p", "2026-05-05T10:00:00Z"));
      assertThat(stream.tags(ANNA)).containsExactly("FAN BUT\u00d3W=1");

      stream.take(looked(ANNA, "Kurtki", "p", "2026-05-31T10:00:01Z")).turn();

      // 2 of 4 are shoes, 2 of 4 jackets
      assertThat(stream.tags(ANNA)).isEmpty();
    }
  }

  /** Any order of arrival, repetitions and a merge: as a plain count over the sorted list. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void orderDuplicatesAndMergesDoNotMatter(long seed) {
    Random random = new Random(seed);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      UUID who = random.nextBoolean() ? ANNA : BERT;
      Instant at =
          Instant.parse("2026-05-01T10:00:00Z").plusSeconds(random.nextInt(40 * 24) * 3_600L);
      String category = random.nextInt(10) < 6 ? "Buty" : "Kurtki";
      events.add(looked(who, category, "p", at.toString()));
    }
    List<Event> arriving = new ArrayList<>(events);
    arriving.addAll(events.subList(0, 10));
    Collections.shuffle(arriving, random);
    arriving.add(
        random.nextInt(arriving.size()), Events.merged(ANNA, ANNA, BERT, "2026-06-15T00:00:00Z"));
    // the day on which all is looked at, in any hour of the last days
    Instant end =
        Instant.parse("2026-06-10T10:00:00Z").plusSeconds(random.nextInt(20 * 24) * 3_600L);

    try (Stream stream = new Stream(RULES)) {
      arriving.forEach(stream::take);
      stream.take(viewed(BERT, "/end", end.toString())).turn().turn();

      assertThat(stream.tags(ANNA)).isEmpty();
      assertThat(stream.tags(BERT))
          .isEqualTo(preferred(events, end) ? List.of("FAN BUTÓW=1") : List.of());
    }
  }

  private static boolean preferred(List<Event> events, Instant end) {
    Map<UUID, Event> once = new LinkedHashMap<>();
    events.forEach(event -> once.put(event.eventId(), event));
    long all = 0;
    long here = 0;
    for (Event event : once.values()) {
      if (event.occurredAt().plus(WINDOW).isAfter(end)) {
        all++;
        here += event.products().get(0).category().equals("Buty") ? 1 : 0;
      }
    }
    return all >= MIN_VIEWS && here * 10 >= all * 6;
  }
}
