package io.impuls.segmentation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** State is a pure function of the events: neither their order nor repetitions matter (3.0). */
class PermutationTest {

  private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void anyOrderWithDuplicatesGivesTheSameTags(long seed) {
    Random random = new Random(seed);
    TagRules rules = rules();
    List<Event> events = events(random);
    TaggedPerson inOrder = new TaggedPerson(rules);
    events.forEach(inOrder::does);

    List<Event> arrived = new ArrayList<>(events);
    arrived.addAll(events.subList(0, events.size() / 3));
    Collections.shuffle(arrived, random);
    TaggedPerson shuffled = new TaggedPerson(rules);
    arrived.forEach(shuffled::does);

    assertThat(shuffled.tags()).isEqualTo(inOrder.tags()).isNotEmpty();
  }

  /** Two days of visits, some at the very same millisecond. */
  private static List<Event> events(Random random) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      Instant at = START.plus(Duration.ofMinutes(random.nextInt(96) * 30L));
      events.add(Events.viewed(Events.ANNA, "/section" + random.nextInt(4), at.toString()));
    }
    return events;
  }

  private static TagRules rules() {
    Instant edit = START.plus(Duration.ofHours(20));
    String capped =
        "{'name':'n','anyOf':[{'event':'page.viewed'}],'tag':'%s','cap':{'limit':%d,'window':'%s'}}";
    return new RuleBook()
        .with("edited", 1, Instant.MIN, edit, capped.formatted("A", 1, "PT24H"))
        .with("edited", 2, edit, Instant.MAX, capped.formatted("B", 2, "PT6H"))
        .with(
            "sections",
            "{'name':'n','anyOf':[{'event':'page.viewed','when':{'field':'page.path','startsWith':'/section'}}],'tag':'A','cap':{'limit':1,'window':'PT3H','per':'page.path'}}")
        .with(
            "one",
            "{'name':'n','anyOf':[{'event':'page.viewed','when':{'field':'page.path','equals':'/section1'}}],'tag':'ONE'}")
        .rules();
  }
}
