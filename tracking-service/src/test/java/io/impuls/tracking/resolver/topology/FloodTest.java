package io.impuls.tracking.resolver.topology;

import static io.impuls.tracking.resolver.topology.ResolverDriver.EVENTS_PER_MINUTE;
import static io.impuls.tracking.resolver.topology.ResolverDriver.view;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One device at a hundred times the rate of others. */
class FloodTest {

  private static final String FLOODER = "11111111-1111-4111-8111-111111111111";
  private static final String OTHER = "22222222-2222-4222-8222-222222222222";

  @TempDir Path stateDir;
  private ResolverDriver resolver;

  @BeforeEach
  void start() {
    resolver = new ResolverDriver(stateDir);
  }

  @AfterEach
  void stop() {
    resolver.close();
  }

  @Test
  void whatIsBeyondTheLimitOfAMinuteIsFlaggedAndInNoVisit() {
    flood(0, 5 * EVENTS_PER_MINUTE, ZERO);

    List<Event> views = views(FLOODER);
    assertThat(views).hasSize(5 * EVENTS_PER_MINUTE);
    assertThat(views.subList(0, EVENTS_PER_MINUTE))
        .allMatch(e -> !e.flood() && e.resolution().sessionId() != null);
    assertThat(views.subList(EVENTS_PER_MINUTE, views.size()))
        .allMatch(e -> e.flood() && e.resolution().sessionId() == null);
  }

  @Test
  void othersAreLeftAlone() {
    for (int i = 0; i < 5; i++) {
      flood(i * EVENTS_PER_MINUTE, EVENTS_PER_MINUTE, ofMillis(i));
      resolver.send(view("other-" + i, OTHER, ofSeconds(i)));
    }

    assertThat(views(OTHER))
        .hasSize(5)
        .allMatch(e -> e.flags().isEmpty() && e.resolution().sessionId() != null);
  }

  @Test
  void theNextMinuteCountsAgain() {
    flood(0, EVENTS_PER_MINUTE + 1, ZERO);
    flood(EVENTS_PER_MINUTE + 1, 1, ofMinutes(1));

    List<Event> views = views(FLOODER);
    assertThat(views.get(EVENTS_PER_MINUTE).flags()).containsExactly(EventFlag.FLOOD);
    assertThat(views.get(EVENTS_PER_MINUTE + 1).flags()).isEmpty();
  }

  /** An app that was offline tells of a whole day at once: by its own time nobody floods. */
  @Test
  void lateEventsCountInTheMinuteInWhichTheyHappened() {
    for (int i = 0; i < 3 * EVENTS_PER_MINUTE; i++) {
      Duration at = ofMinutes(i);
      resolver.send(view("v" + i, OTHER, at, ofMinutes(600).minus(at), "/" + i));
    }

    assertThat(views(OTHER)).allMatch(e -> e.flags().isEmpty());
  }

  private void flood(int from, int events, Duration at) {
    for (int i = from; i < from + events; i++) {
      resolver.send(view("f" + i, FLOODER, at, ZERO, "/" + i));
    }
  }

  private List<Event> views(String visitor) {
    return resolver.published().stream()
        .filter(e -> e.type().equals("page.viewed"))
        .filter(e -> visitor.equals(e.identity().visitorId()))
        .toList();
  }
}
