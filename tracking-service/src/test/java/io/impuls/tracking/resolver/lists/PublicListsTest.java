package io.impuls.tracking.resolver.lists;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.event.Agent.Verdict;
import io.impuls.contracts.topic.Json;
import io.impuls.tracking.resolver.domain.Robots;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicListsTest {

  private static final Robots ROBOTS = PublicLists.robots();

  @Test
  void everySampleOfTheListIsARobot() throws IOException {
    int samples = 0;
    try (InputStream in =
        getClass().getResourceAsStream("/io/impuls/tracking/robots/crawler-user-agents.json")) {
      for (JsonNode robot : Json.mapper().readTree(in)) {
        for (JsonNode sample : robot.path("instances")) {
          if (sample.textValue().length() <= 512) {
            assertThat(ROBOTS.classify(sample.textValue()).verdict())
                .as(sample.textValue())
                .isEqualTo(Verdict.MACHINE);
            samples++;
          }
        }
      }
    }
    assertThat(samples).isGreaterThan(2_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_9_1) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/32.0.1700.77 Safari/537.36",
        "Mozilla/5.0 (Windows NT 6.1; WOW64; rv:27.0) Gecko/20100101 Firefox/27.0",
        ""
      })
  void peopleAreNoRobots(String userAgent) {
    assertThat(ROBOTS.classify(userAgent).verdict()).isEqualTo(Verdict.HUMAN);
  }
}
