package io.impuls.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EventTypesTest {

  /**
   * Revised by late events: session and identity findings (semantics 3.10, 3.2), and what did not
   * happen (3.7).
   */
  private static final Set<String> DERIVED =
      Set.of(
          "session.started",
          "session.ended",
          "person.merged",
          "person.split",
          "identity.review",
          "wait.elapsed",
          "points.expired",
          "points.decayed");

  /** Human or machine is settled later (semantics 3.28). */
  private static final Set<String> SETTLED_LATER =
      Set.of("email.opened", "email.clicked", "sms.clicked");

  /** Told on another topic: no event of anybody's. */
  private static final Set<String> OF_TAGS = Set.of("tag.assigned", "tag.removed", "tag.expired");

  @Test
  void everyTypeIsAnActOrSaysWhyNot() throws IllegalAccessException {
    Set<String> rest = types();
    rest.removeAll(DERIVED);
    rest.removeAll(SETTLED_LATER);
    rest.removeAll(OF_TAGS);

    assertThat(EventTypes.ACTS).containsExactlyInAnyOrderElementsOf(rest);
    assertThat(EventTypes.MESSAGE_ACTS).isEqualTo(SETTLED_LATER);
    assertThat(EventTypes.TAG_MOVES).isEqualTo(OF_TAGS);
    assertThat(EventTypes.ACTS).containsAll(EventTypes.DONE_TO_THEM);
  }

  private static Set<String> types() throws IllegalAccessException {
    Set<String> types = new TreeSet<>();
    for (Field field : EventTypes.class.getFields()) {
      if (field.get(null) instanceof String name && name.matches("[a-z]+\\.[a-z-]+")) {
        types.add(name);
      }
    }
    assertThat(types).hasSizeGreaterThan(40);
    return types;
  }
}
