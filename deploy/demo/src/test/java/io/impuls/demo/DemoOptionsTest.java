package io.impuls.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.impuls.demo.recording.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoOptionsTest {

  @Test
  void readsWhatTheHelpShows() {
    DemoOptions options =
        DemoOptions.parse(
            "demo", "--once", "--end", "2026-11-21", "--rate", "50", "--json", "r.json");

    assertThat(options.once()).isTrue();
    assertThat(options.end()).hasToString("2026-11-21");
    assertThat(options.rate()).isEqualTo(50);
    assertThat(options.json()).hasToString("r.json");
  }

  @Test
  void readsAReplayAsReceived() {
    DemoOptions options =
        DemoOptions.parse(
            "replay",
            "--format",
            "online-retail",
            "year.csv.gz",
            "--as-received",
            "--plan",
            "plan.json");

    assertThat(options.asReceived()).isTrue();
    assertThat(options.format()).isEqualTo("online-retail");
    assertThat(options.file()).hasToString("year.csv.gz");
    assertThat(options.plan()).hasToString("plan.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "play",
        "demo --end tomorrow",
        "demo --rate 0",
        "demo --rate",
        "demo --fast",
        "demo file.csv",
        "replay file.csv",
        "replay --format xml file.csv"
      })
  void saysHowToCallItWhenItCannotUnderstand(String line) {
    assertThatThrownBy(() -> DemoOptions.parse(line.isEmpty() ? new String[0] : line.split(" ")))
        .isInstanceOf(RefusedException.class);
  }
}
