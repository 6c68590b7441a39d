package io.impuls.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.service.problem.Problem.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void anInvalidRequestNamesItsFaults() {
    Problem problem = Problem.invalid("/rules/0/points", "must be a number");

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.type()).isEqualTo("urn:impuls:problem:invalid-request");
    assertThat(problem.errors())
        .containsExactly(new FieldError("/rules/0/points", "must be a number"));
  }

  @Test
  void otherProblemsSpeakForThemselves() {
    assertThat(Problem.notFound("no such plan").status()).isEqualTo(404);
    assertThat(Problem.conflict("version 3 is taken").status()).isEqualTo(409);
    assertThat(Problem.unavailable("rebalancing").status()).isEqualTo(503);
    assertThat(new Problem(null, "t", 400, null, null))
        .isEqualTo(new Problem("about:blank", "t", 400, null, List.of()));
  }
}
