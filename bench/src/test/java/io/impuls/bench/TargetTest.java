package io.impuls.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.bench.result.Results;
import io.impuls.bench.result.Target;
import org.junit.jupiter.api.Test;

class TargetTest {

  @Test
  void aTargetIsReachedAtItsBound() {
    assertThat(Target.atLeast("a", 0.7, 0.7).reached()).isTrue();
    assertThat(Target.atLeast("a", 0.69, 0.7).reached()).isFalse();
    assertThat(Target.atMost("a", 1.3, 1.3).reached()).isTrue();
    assertThat(Target.atMost("a", 1.31, 1.3).reached()).isFalse();
  }

  @Test
  void whatCouldNotBeMeasuredIsShort() {
    assertThat(Target.atLeast("a", Double.NaN, 0.7).reached()).isFalse();
    assertThat(Target.atMost("a", Double.NaN, 1.3).toString()).endsWith("short");
  }

  @Test
  void oneMissedTargetIsEnoughToFail() {
    Results results = new Results("x");
    assertThat(results.reached()).isFalse();

    results.target(Target.atLeast("a", 1, 0.7));
    assertThat(results.reached()).isTrue();

    results.target(Target.atMost("b", 2, 1));
    assertThat(results.reached()).isFalse();
    assertThat(results.text()).contains("ok").contains("short");
  }
}
