package io.impuls.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class ReachedTest {

  private static final ToLongFunction<String> LEVEL = Map.of("HOT", 60L, "WARM", 20L)::get;
  private static final Reached HOT = new Reached("HOT", 1, at(1));
  private static final Reached WARM = new Reached("WARM", 2, at(2));

  @Test
  void theHigherBandTheNewerVersionAndTheLaterStepCount() {
    assertThat(HOT.join(WARM, LEVEL)).isEqualTo(new Reached("HOT", 2, at(2)));
  }

  @Test
  void whoeverComesFirstMakesNoDifference() {
    Reached none = new Reached(null, 3, null);

    Reached one = HOT.join(WARM, LEVEL).join(none, LEVEL);

    assertThat(none.join(WARM, LEVEL).join(HOT, LEVEL)).isEqualTo(one);
    assertThat(WARM.join(none.join(HOT, LEVEL), LEVEL)).isEqualTo(one);
  }

  @Test
  void nothingChangesNothing() {
    assertThat(HOT.join(Reached.NOTHING, LEVEL)).isEqualTo(HOT);
    assertThat(Reached.NOTHING.join(HOT, LEVEL)).isEqualTo(HOT);
  }

  private static Position at(int second) {
    return new Position(Instant.ofEpochSecond(second), new UUID(1, second));
  }
}
