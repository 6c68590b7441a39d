package io.impuls.segmentation.topology;

import static io.impuls.segmentation.domain.Events.ANNA;
import static io.impuls.segmentation.domain.Events.BERT;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.tag.TagChange;
import io.impuls.segmentation.domain.Events;
import io.impuls.segmentation.domain.RuleBook;
import io.impuls.segmentation.domain.TagRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The stream's end does not depend on the order of arrival, on repetitions or on when a merge is
 * known.
 */
class TopologyPermutationTest {

  private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void anyOrderGivesTheSameTags(long seed) {
    Random random = new Random(seed);
    List<Event> log = log(random);
    List<Event> arrived = new ArrayList<>(log);
    arrived.addAll(log.subList(0, log.size() / 4));
    Collections.shuffle(arrived, random);

    try (Stream inOrder = new Stream(rules());
        Stream shuffled = new Stream(rules())) {
      log.forEach(inOrder::take);
      arrived.forEach(shuffled::take);

      assertThat(shuffled.tags(BERT)).isEqualTo(inOrder.tags(BERT)).isNotEmpty();
      assertThat(shuffled.tags(ANNA)).isEqualTo(inOrder.tags(ANNA)).isEmpty();
      List<TagChange> changes = shuffled.changes();
      List.of(ANNA, BERT)
          .forEach(
              person -> {
                List<Long> versions =
                    changes.stream()
                        .filter(change -> change.person().equals(person))
                        .map(TagChange::version)
                        .toList();
                assertThat(versions)
                    .isEqualTo(
                        IntStream.rangeClosed(1, versions.size()).mapToObj(i -> (long) i).toList());
              });
    }
  }

  /** Anna was taken for Bert, and is not: as if nobody had ever thought so. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void aSplitGivesBothWhatTheyHaveAlone(long seed) {
    Random random = new Random(seed);
    List<Event> alone = log(random).stream().filter(e -> e.resolution().merge() == null).toList();
    List<Event> arrived = new ArrayList<>(alone);
    for (UUID key : List.of(ANNA, BERT)) {
      arrived.add(Events.merged(key, ANNA, BERT, "2026-05-02T10:00:00Z"));
      arrived.add(Events.parted(key, BERT, ANNA, ANNA, "2026-05-03T10:00:00Z"));
    }

    try (Stream apart = new Stream(rules());
        Stream inOrder = new Stream(rules());
        Stream shuffled = new Stream(rules())) {
      alone.forEach(apart::take);
      arrived.forEach(inOrder::take);
      Collections.shuffle(arrived, random);
      arrived.forEach(shuffled::take);

      for (UUID person : List.of(ANNA, BERT)) {
        assertThat(inOrder.tags(person)).isEqualTo(apart.tags(person)).isNotEmpty();
        assertThat(shuffled.tags(person)).isEqualTo(apart.tags(person));
        assertThat(inOrder.head(person).orElseThrow().state())
            .isEqualTo(apart.head(person).orElseThrow().state());
        assertThat(inOrder.head(person).orElseThrow().alias()).isEmpty();
      }
    }
  }

  private static List<Event> log(Random random) {
    List<Event> log = new ArrayList<>();
    for (int i = 0; i < 36; i++) {
      Instant at = START.plus(Duration.ofMinutes(random.nextInt(96) * 30L));
      log.add(
          Events.viewed(
              random.nextBoolean() ? ANNA : BERT, "/p" + random.nextInt(3), at.toString()));
    }
    log.add(Events.merged(ANNA, ANNA, BERT, "2026-05-02T10:00:00Z"));
    log.add(Events.merged(BERT, ANNA, BERT, "2026-05-02T10:00:00Z"));
    return log;
  }

  private static TagRules rules() {
    Instant edit = START.plus(Duration.ofHours(20));
    String capped =
        "{'name':'n','anyOf':[{'event':'page.viewed'}],'tag':'%s','cap':{'limit':%d,'window':'%s'}}";
    return new RuleBook()
        .with("edited", 1, Instant.MIN, edit, capped.formatted("A", 1, "PT24H"))
        .with("edited", 2, edit, Instant.MAX, capped.formatted("B", 2, "PT6H"))
        .with(
            "paths",
            "{'name':'n','anyOf':[{'event':'page.viewed'}],'tag':'C','cap':{'limit':1,'window':'PT3H','per':'page.path'}}")
        .rules();
  }
}
