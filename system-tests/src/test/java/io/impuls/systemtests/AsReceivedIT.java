package io.impuls.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.demo.recording.Recording;
import io.impuls.demo.replay.ReplayListener;
import io.impuls.demo.replay.ReplaySettings;
import io.impuls.demo.report.Report;
import io.impuls.systemtests.plain.Expected;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recordings of years ago, on their own days: none of their events is late. */
class AsReceivedIT {

  private static final String VISITS_UNTIL = "2015-05-18";
  private static final String ORDERS_UNTIL = "2010-12-04";

  @Test
  void oldRecordingsComeToTheSameOnTheirOwnDays() throws Exception {
    List<Recording> recordings = TestStack.until(VISITS_UNTIL, ORDERS_UNTIL);
    try (TestStack stack = TestStack.asReceived()) {

      Report report =
          stack.demo().run(recordings, null, ReplaySettings.DEFAULT, ReplayListener.NONE, false);

      assertThat(stack.lines(recordings))
          .isEqualTo(Expected.of(0, ORDERS_UNTIL, VISITS_UNTIL).lines());
      TestStack.assertAddsUp(report);
      assertThat(report.hashedAsOf()).isEqualTo("2015-05-18T00:00:00Z");
    }
  }
}
