package io.impuls.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.demo.recording.Recording;
import io.impuls.demo.replay.ReplayListener;
import io.impuls.demo.replay.ReplaySettings;
import io.impuls.demo.report.Check;
import io.impuls.demo.report.Report;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The undisturbed demo, whole; then what a stranger and a newcomer do; then the same again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoIT {

  private static final String END = "9999-12-31";

  private static TestStack stack;
  private static Report first;

  @BeforeAll
  static void start() {
    stack = new TestStack(Map.of());
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  @Order(1)
  void addsUpAndComesToWhatThePlainScriptComesTo() throws Exception {
    List<Recording> recordings = TestStack.everything();

    first =
        stack
            .demo()
            .run(recordings, TestStack.end(), ReplaySettings.DEFAULT, ReplayListener.NONE, true);

    assertThat(stack.lines(recordings)).isEqualTo(TestStack.expected(recordings, END, END));
    TestStack.assertAddsUp(first);
    assertThat(first.latency().seen()).isEqualTo(first.latency().events());
    assertThat(first.best()).hasSize(10).allSatisfy(c -> assertThat(c.reason()).isNotBlank());
    assertThat(first.robots().visitors()).isPositive();
  }

  @Test
  @Order(2)
  void strangersAreAnsweredAndNeighboursKept() throws Exception {
    new HostileInput(stack).run();
  }

  @Test
  @Order(3)
  void theReadmeIsTrue() throws Exception {
    Readme readme = new Readme(stack);

    String output = readme.run();

    assertThat(output)
        .contains("\"plan\":\"demo\"")
        .contains("RETROSPOT")
        .contains("large-order")
        .contains("\"version\":2")
        .contains("\"status\":409")
        .contains("ce_type:io.impuls.scoring.score-change.v1")
        .contains("\"workspace\":\"00000000-0000-4000-8000-000000000001\"");
  }

  @Test
  @Order(4)
  void sendingItAllAgainChangesNothingWhateverHappenedSince() throws Exception {
    Report second =
        stack
            .demo()
            .run(TestStack.everything(), null, ReplaySettings.DEFAULT, ReplayListener.NONE, false);

    TestStack.assertAddsUp(second);
    assertThat(second.hash()).isEqualTo(first.hash());
    assertThat(found(second, "versions of every person count up without gaps"))
        .satisfies(text -> assertThat(text).contains(" score changes"));
    assertThat(found(second, "the mailboxes have every mail once"))
        .isEqualTo(found(first, "the mailboxes have every mail once"));
  }

  @Test
  @Order(5)
  void aMailsLinkNamesItsReader() throws Exception {
    new MailLink(stack).run();
  }

  private static String found(Report report, String name) {
    return report.checks().stream()
        .filter(check -> check.name().equals(name))
        .map(Check::found)
        .findFirst()
        .orElseThrow();
  }
}
