package io.impuls.segmentation.topology;

import static io.impuls.segmentation.domain.Events.ANNA;
import static io.impuls.segmentation.domain.Events.BERT;
import static io.impuls.segmentation.domain.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.tag.TagOrigin;
import io.impuls.rules.ledger.Entry;
import io.impuls.segmentation.domain.Events;
import io.impuls.segmentation.domain.TagRules;
import io.impuls.segmentation.domain.Why;
import io.impuls.segmentation.domain.matrix.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What matrices give, in the ledger with all else. */
class MatrixTest {

  private static final String SPAIN =
      "{'pattern':'/hiszpania','minActiveSeconds':60,'marks':[{'tag':'Hiszpania'}]}";
  private static final String CATEGORIES =
      "{'pattern':'/kategoria/{tag}','marks':[{'tag':'{tag}'}]}";

  /** SG-05: 60 s do, 59 do not; and time that arrives in instalments counts once a view. */
  @Test
  void aViewThatIsLongEnoughCountsOnce() {
    try (Stream stream = new Stream(new Tables().with("m", SPAIN).rules())) {
      stream.take(stayed(ANNA, "v1", 59, "2026-05-01T10:00:59Z"));
      assertThat(stream.tags(ANNA)).isEmpty();

      stream.take(
          stayed(ANNA, "v1", 60, "2026-05-01T10:01:00Z"),
          stayed(ANNA, "v1", 90, "2026-05-01T10:01:30Z"));
      assertThat(stream.tags(ANNA)).containsExactly("HISZPANIA=1");

      stream.take(stayed(ANNA, "v2", 61, "2026-05-01T11:00:00Z"));
      assertThat(stream.tags(ANNA)).containsExactly("HISZPANIA=2");
    }
  }

  @Test
  void theRowIsVisibleInTheChangeAndInWhy() {
    TagRules rules = new Tables().with("m", SPAIN).rules();
    try (Stream stream = new Stream(rules)) {
      stream.take(stayed(ANNA, "v1", 60, "2026-05-01T10:01:00Z"));
      stream.take(stayed(ANNA, "v1", 90, "2026-05-01T10:01:30Z"));

      assertThat(stream.changes())
          .singleElement()
          .extracting(TagChange::origin, TagChange::rule, TagChange::name)
          .containsExactly(TagOrigin.MATRIX, "m", "Hiszpania");
      assertThat(Why.newest(rules, stream.log(ANNA), "HISZPANIA", 10))
          .extracting(Why::words)
          .containsExactly(
              "CAP: at most 1 in PT24H for v1; free again from 2026-05-02T10:01:00Z",
              "assigned: row 1: PATH /hiszpania, 60 s");
    }
  }

  /** Of the different tags of a day by UTC the first two count, as often as they like. */
  @Test
  void newTagsOfADayAreLimited() {
    TagRules rules = new Tables().with("m", CATEGORIES, ",'newTagsPerDay':2").rules();
    try (Stream stream = new Stream(rules)) {
      stream.take(
          viewed(ANNA, "/kategoria/buty", "2026-05-01T10:00:00Z"),
          viewed(ANNA, "/kategoria/kurtki", "2026-05-01T10:00:01Z"),
          viewed(ANNA, "/kategoria/czapki", "2026-05-01T10:00:02Z"),
          viewed(ANNA, "/kategoria/buty", "2026-05-01T10:00:03Z"),
          viewed(ANNA, "/kategoria/czapki", "2026-05-02T10:00:00Z"));
      assertThat(stream.tags(ANNA)).containsExactly("BUTY=2", "CZAPKI=1", "KURTKI=1");

      // becomes known late, and was before the jackets
      stream.take(viewed(ANNA, "/kategoria/czapki", "2026-05-01T10:00:00.500Z"));

      assertThat(stream.tags(ANNA)).containsExactly("BUTY=2", "CZAPKI=3");
      assertThat(Why.newest(rules, stream.log(ANNA), "KURTKI", 10))
          .singleElement()
          .extracting(Why::words)
          .asString()
          .startsWith("CAP: the view counted already, or the different tags of that day");
    }
  }

  @Test
  void aTagOfAMatrixEndsAtItsInstant() {
    TagRules rules =
        new Tables()
            .with(
                "m",
                "{'pattern':'/a','marks':[{'tag':'A'}]}",
                ",'ttl':{'within':'P1D'},'cap':{'limit':1,'window':'PT1H'}")
            .rules();
    try (Stream stream = new Stream(rules)) {
      stream.take(
          viewed(ANNA, "/a", "2026-05-01T10:00:00Z"),
          viewed(ANNA, "/a", "2026-05-01T10:30:00Z"),
          viewed(ANNA, "/a", "2026-05-01T11:30:00Z"));
      assertThat(stream.tags(ANNA)).containsExactly("A=2");

      stream.take(viewed(ANNA, "/b", "2026-05-02T11:30:00Z")).turn();

      assertThat(stream.tags(ANNA)).isEmpty();
      assertThat(stream.changes())
          .last()
          .extracting(TagChange::action)
          .isEqualTo(TagChange.Action.EXPIRED);
    }
  }

  /**
   * Any order of arrival, with repetitions and a merge at any time, gives what a plain reading of
   * the sorted list gives.
   */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void orderDuplicatesAndMergesDoNotMatter(long seed) {
    Random random = new Random(seed);
    TagRules rules =
        new Tables()
            .with(
                "m",
                CATEGORIES
                    + ",{'pattern':'/kategoria/{tag}','minActiveSeconds':60,'marks':[{'tag':'{tag}','increment':10}]}"
                    + ",{'pattern':'/kategoria/k1','marks':[{'tag':'Fixed'}]}",
                ",'newTagsPerDay':2")
            .rules();
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      UUID who = random.nextBoolean() ? ANNA : BERT;
      Instant at = Instant.parse("2026-05-01T12:00:00Z").plusSeconds(random.nextInt(60) * 1_800L);
      String path = "/kategoria/k" + random.nextInt(5);
      events.add(
          random.nextInt(3) == 0
              ? engaged(who, path, "v" + random.nextInt(6), 60, at.toString())
              : viewed(who, path, at.toString()));
    }
    List<Event> arriving = new ArrayList<>(events);
    arriving.addAll(events.subList(0, 20));
    Collections.shuffle(arriving, random);
    arriving.add(
        random.nextInt(arriving.size()), Events.merged(ANNA, ANNA, BERT, "2026-05-03T00:00:00Z"));

    try (Stream stream = new Stream(rules)) {
      arriving.forEach(stream::take);

      assertThat(stream.tags(ANNA)).isEmpty();
      assertThat(stream.tags(BERT)).isEqualTo(plain(events));
      assertThat(stream.log(BERT)).extracting(Entry::awarded).contains(0L);
    }
  }

  /** Reads the sorted list: the definition, as plainly as it can be written. */
  private static List<String> plain(List<Event> events) {
    Map<UUID, Event> once = new LinkedHashMap<>();
    events.forEach(event -> once.put(event.eventId(), event));
    List<Event> sorted = new ArrayList<>(once.values());
    sorted.sort(
        java.util.Comparator.comparing(Event::occurredAt)
            .thenComparing(Event::eventId, io.impuls.contracts.Ids::compareUnsigned));
    Map<String, Set<String>> days = new TreeMap<>();
    Set<String> views = new HashSet<>();
    Map<String, Integer> scores = new TreeMap<>();
    for (Event event : sorted) {
      String key = event.page().path().substring("/kategoria/".length()).toUpperCase();
      String day = event.occurredAt().toString().substring(0, 10);
      boolean view = event.type().equals("page.viewed");
      if (view && key.equals("K1")) {
        scores.merge("FIXED", 1, Integer::sum);
      }
      Set<String> tags = days.computeIfAbsent(day, d -> new HashSet<>());
      if (tags.size() < 2) {
        tags.add(key);
      }
      boolean first = view || views.add(day + key + event.page().viewId());
      if (tags.contains(key) && first) {
        scores.merge(key, view ? 1 : 10, Integer::sum);
      }
    }
    return scores.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).toList();
  }

  private static Event stayed(UUID person, String view, long seconds, String at) {
    return engaged(person, "/hiszpania", view, seconds, at);
  }

  private static Event engaged(UUID person, String path, String view, long seconds, String at) {
    return io.impuls.testkit.Events.of("page.engaged")
        .id(person + path + view + at)
        .page(new Page("https://shop.test" + path, path, null, null, view, seconds))
        .at(at)
        .receivedAt(Instant.parse(at).plusSeconds(1))
        .person(person)
        .build();
  }
}
