package io.impuls.service.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JacksonException;
import io.impuls.contracts.topic.Json;
import io.impuls.service.problem.Problem.FieldError;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonFaultsTest {

  enum Colour {
    RED,
    BLUE
  }

  record Rule(String id, int points, Colour colour) {
    Rule {
      if (points < 0) {
        throw new IllegalArgumentException("points must not be negative");
      }
    }
  }

  record Plan(List<Rule> rules, Instant since) {}

  @Test
  void pointsAtTheFaultyPlace() {
    Problem problem = of("{\"rules\":[{\"id\":\"a\"},{\"points\":\"many\"}]}");

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.errors())
        .containsExactly(new FieldError("/rules/1/points", "is not a valid number"));
  }

  @Test
  void namesTheValuesOfAnEnum() {
    assertThat(of("{\"rules\":[{\"colour\":\"PINK\"}]}").errors())
        .containsExactly(new FieldError("/rules/0/colour", "must be one of [RED, BLUE]"));
  }

  @Test
  void showsHowToWriteATime() {
    assertThat(of("{\"since\":\"yesterday\"}").errors().get(0).message())
        .isEqualTo("is not a valid time; write it as 2026-11-22T10:15:30Z");
  }

  @Test
  void passesOnWhatARecordSaysOfItself() {
    assertThat(of("{\"rules\":[{\"points\":-1}]}").errors())
        .containsExactly(new FieldError("/rules/0", "points must not be negative"));
  }

  @Test
  void tellsWhereTextStopsBeingJson() {
    Problem problem = of("{\"rules\":");

    assertThat(problem.detail()).startsWith("The body is not JSON at line 1, column");
    assertThat(problem.errors()).isEmpty();
  }

  @Test
  void showsNeitherClassesNorValues() {
    Problem problem = of("{\"rules\":\"secret\"}");

    assertThat(problem.toString()).doesNotContain("secret", "io.impuls", "java.util");
  }

  private static Problem of(String body) {
    return JsonFaults.of(
        catchThrowableOfType(
            JacksonException.class, () -> Json.mapper().readValue(body, Plan.class)));
  }
}
