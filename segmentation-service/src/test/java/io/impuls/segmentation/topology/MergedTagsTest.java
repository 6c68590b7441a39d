package io.impuls.segmentation.topology;

import static io.impuls.segmentation.domain.Events.ANNA;
import static io.impuls.segmentation.domain.Events.BERT;
import static io.impuls.segmentation.domain.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.plan.TagDefinition.Sensitivity;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.tag.TagChange.Action;
import io.impuls.segmentation.domain.Events;
import io.impuls.segmentation.domain.TagRules;
import io.impuls.segmentation.domain.Why;
import io.impuls.segmentation.domain.catalogue.Sayings;
import io.impuls.segmentation.domain.matrix.Tables;
import io.impuls.segmentation.domain.segment.SegmentShelf;
import io.impuls.segmentation.domain.segment.Segments;
import io.impuls.segmentation.topology.segment.Kept;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SG-23: two tags become one, and are two again. */
class MergedTagsTest {

  private static final TagRules RULES =
      new Tables()
          .with(
              "m",
              """
              {'pattern':'/a','marks':[{'tag':'A'}]},
              {'pattern':'/b','marks':[{'tag':'B','increment':10}]},
              {'pattern':'/c','marks':[{'tag':'C','increment':100}]}
              """)
          .rules();

  @Test
  void scoresOfOneContactAddAlsoForWhatComesLaterAndPartAgain() {
    try (Stream stream = new Stream(RULES)) {
      stream.take(
          viewed(ANNA, "/a", "2026-05-01T10:00:00Z"),
          viewed(ANNA, "/a", "2026-05-01T10:00:01Z"),
          viewed(ANNA, "/b", "2026-05-01T10:00:02Z"),
          viewed(BERT, "/a", "2026-05-01T10:00:03Z"));
      stream.changes();

      TagRules one = RULES.saying(new Sayings().merged("A", "B").catalogue());
      stream.under(one);

      assertThat(stream.tags(ANNA)).containsExactly("B=12");
      assertThat(stream.tags(BERT)).containsExactly("B=1");
      List<TagChange> told = stream.changes();
      assertThat(told)
          .extracting(TagChange::person, TagChange::tag, TagChange::action)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple(ANNA, "A", Action.REMOVED),
              org.assertj.core.groups.Tuple.tuple(ANNA, "B", Action.REINFORCED),
              org.assertj.core.groups.Tuple.tuple(BERT, "A", Action.REMOVED),
              org.assertj.core.groups.Tuple.tuple(BERT, "B", Action.ASSIGNED));
      assertThat(told)
          .allSatisfy(change -> assertThat(change.cause().type()).isEqualTo(TagChange.TAGS_MERGED));
      assertThat(stream.head(ANNA).orElseThrow().state().tags()).isEqualTo(1);

      stream.take(viewed(ANNA, "/a", "2026-05-02T10:00:00Z"));
      assertThat(stream.tags(ANNA)).containsExactly("B=13");
      assertThat(Why.newest(one, stream.log(ANNA), "B", 10)).hasSize(4);

      stream.under(RULES.saying(new Sayings().merged("A", "B").unmerged("A").catalogue()));
      assertThat(stream.tags(ANNA)).containsExactly("A=3", "B=10");
      assertThat(stream.tags(BERT)).containsExactly("A=1");
    }
  }

  /**
   * KURTKI 2 and KURTKA 10 are 12 of either from the merge on, whichever name a segment was written
   * with; then 13; and 3 and 10 when they part.
   */
  @Test
  void segmentsOfEitherNameFollowFromTheMergeOn() {
    Segments segments =
        new SegmentShelf()
            .with("of-a", "{'tag':{'name':'A','atLeast':12}}")
            .with("of-a-13", "{'tag':{'name':'A','atLeast':13}}")
            .with("of-b", "{'tag':{'name':'B','atLeast':12}}")
            .with("of-b-11", "{'tag':{'name':'B','atLeast':11}}")
            .segments();
    try (Stream stream = Stream.inMemory(RULES, segments)) {
      stream.take(
          viewed(ANNA, "/a", "2026-05-01T10:00:00Z"),
          viewed(ANNA, "/a", "2026-05-01T10:00:01Z"),
          viewed(ANNA, "/b", "2026-05-01T10:00:02Z"));
      assertThat(moves(stream)).isEmpty();

      stream.under(RULES.saying(new Sayings().merged("A", "B").catalogue()));
      assertThat(moves(stream))
          .containsExactly(
              "of-a entered 2026-05-10T10:00:00Z EDIT false->true",
              "of-b entered 2026-05-10T10:00:00Z EDIT false->true",
              "of-b-11 entered 2026-05-10T10:00:00Z EDIT false->true");

      stream.take(viewed(ANNA, "/a", "2026-05-11T10:00:00Z"));
      assertThat(moves(stream))
          .containsExactly("of-a-13 entered 2026-05-11T10:00:00Z TAG false->true");

      // another merge has everybody looked at once more, and nobody has anything to hear of it
      stream.under(RULES.saying(new Sayings().merged("A", "B").merged("C", "D").catalogue()));
      assertThat(moves(stream)).isEmpty();

      stream.under(RULES.saying(new Sayings().merged("A", "B").unmerged("A").catalogue()));
      assertThat(moves(stream))
          .containsExactly(
              "of-a left 2026-05-10T10:00:00Z EDIT true->false",
              "of-a-13 left 2026-05-11T10:00:00Z TAG true->false",
              "of-b left 2026-05-10T10:00:00Z EDIT true->false",
              "of-b-11 left 2026-05-10T10:00:00Z EDIT true->false");
    }
  }

  /** Who had one of two tags, and so did not lack it, still does not after the merge. */
  @Test
  void whoLacksATagLacksAllThatBecameOfIt() {
    Segments segments =
        new SegmentShelf().with("no-a", "{'tag':{'name':'A','absent':true}}").segments();
    try (Stream stream = Stream.inMemory(RULES, segments)) {
      stream.take(viewed(ANNA, "/b", "2026-05-01T10:00:02Z"));
      assertThat(moves(stream))
          .containsExactly("no-a entered 2026-05-01T10:00:02Z EVENT false->true");

      stream.under(RULES.saying(new Sayings().merged("A", "B").catalogue()));
      assertThat(moves(stream)).containsExactly("no-a left 2026-05-10T10:00:00Z EDIT true->false");
    }
  }

  private static List<String> moves(Stream stream) {
    return stream.changes().stream()
        .filter(one -> one.segment() != null)
        .map(
            one ->
                "%s %s %s %s %s->%s"
                    .formatted(
                        one.segment().id(),
                        one.action() == Action.SEGMENT_ENTERED ? "entered" : "left",
                        one.occurredAt(),
                        one.segment().by(),
                        one.segment().before(),
                        one.segment().after()))
        .toList();
  }

  @Test
  void whatNeedsCareSaysSo() {
    TagRules rules = RULES.saying(new Sayings().named("A", "a", Sensitivity.SENSITIVE).catalogue());
    try (Stream stream = new Stream(rules)) {
      stream.take(
          viewed(ANNA, "/a", "2026-05-01T10:00:00Z"), viewed(ANNA, "/b", "2026-05-01T10:00:02Z"));

      assertThat(stream.changes())
          .extracting(TagChange::name, TagChange::sensitive)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("a", true),
              org.assertj.core.groups.Tuple.tuple("B", null));
    }
  }

  /**
   * Whenever it is said among the events, the tags are as if it had been said from the start; and
   * so are, in the end, the members of segments.
   */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void itDoesNotMatterWhenItIsSaid(long seed) {
    Random random = new Random(seed);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      UUID who = random.nextBoolean() ? ANNA : BERT;
      String path = "/" + (char) ('a' + random.nextInt(3));
      Instant at = Instant.parse("2026-05-01T10:00:00Z").plusSeconds(random.nextInt(10_000));
      events.add(viewed(who, path, at.toString()));
    }
    TagRules first = RULES.saying(new Sayings().merged("C", "A").catalogue());
    TagRules last =
        RULES.saying(new Sayings().merged("C", "A").unmerged("C").merged("A", "B").catalogue());

    SegmentShelf shelf = new SegmentShelf();
    for (String tag : List.of("A", "B", "C")) {
      for (int score : List.of(1, 150, 400, 700)) {
        shelf.with(
            (tag + score).toLowerCase(Locale.ROOT),
            "{'tag':{'name':'%s','atLeast':%d}}".formatted(tag, score));
      }
    }
    try (Stream late = Stream.inMemory(RULES, shelf.segments());
        Stream early = Stream.inMemory(last, shelf.segments())) {
      int one = random.nextInt(20);
      int two = one + random.nextInt(20);
      for (int i = 0; i < events.size(); i++) {
        if (i == one) {
          late.under(first);
        }
        if (i == two) {
          late.under(last);
        }
        late.take(events.get(i));
        early.take(events.get(i));
      }

      assertThat(late.tags(ANNA)).isEqualTo(early.tags(ANNA)).isNotEmpty();
      assertThat(late.tags(BERT)).isEqualTo(early.tags(BERT));
      assertThat(members(late, ANNA)).isEqualTo(members(early, ANNA)).isNotEmpty();
      assertThat(members(late, BERT)).isEqualTo(members(early, BERT));
    }
  }

  private static Set<String> members(Stream stream, UUID person) {
    Set<String> found = new TreeSet<>();
    Kept.of(stream.store("memberships"), Events.key(person))
        .forEach(
            (segment, kept) -> {
              if (kept.now()) {
                found.add(segment);
              }
            });
    return found;
  }
}
