package io.impuls.demo.report;

import java.time.Duration;
import java.util.Locale;

/** A report for people: plain text, one screen. */
public final class ReportText {

  private ReportText() {}

  /** Writes a report. */
  public static String of(Report report) {
    StringBuilder text = new StringBuilder();
    line(text, "");
    line(text, "REPLAY");
    report.recordings().forEach((name, day) -> line(text, "  %-10s ends on %s", name, day));
    line(
        text,
        "  %,d events in %.1f s, %.0f events/s, %d requests sent again",
        report.sent(),
        report.seconds(),
        report.eventsPerSecond(),
        report.retries());
    line(text, "");
    line(text, "RECONCILIATION");
    for (Check check : report.checks()) {
      line(text, "  %s  %s: %s", check.holds() ? "ok  " : "FAIL", check.name(), check.found());
      check.offenders().forEach(offender -> line(text, "        %s", offender));
    }
    line(text, "");
    line(text, "BEST CONTACTS");
    for (BestContact contact : report.best()) {
      line(
          text,
          "  %8s %-4s %-42s %s",
          contact.score(),
          contact.band() == null ? "" : contact.band(),
          contact.name(),
          String.join(", ", contact.tags()));
      line(text, "                %s  (%s)", contact.reason(), contact.person());
    }
    line(text, "");
    line(
        text,
        "ROBOTS, set apart: %,d visitors, %,d events, no points",
        report.robots().visitors(),
        report.robots().events());
    report
        .robots()
        .busiest()
        .forEach(robot -> line(text, "  %8d %s", robot.events(), robot.name()));
    line(text, "");
    if (report.latency() != null) {
      line(
          text,
          "ACCEPTED TO READABLE SCORE CHANGE: p50 %s, p99 %s (%d of %d probes seen)",
          millis(report.latency().p50()),
          millis(report.latency().p99()),
          report.latency().seen(),
          report.latency().events());
    }
    line(text, "%,d people are known.", report.people());
    line(text, "RESULT HASH as of %s: %s", report.hashedAsOf(), report.hash());
    return text.toString();
  }

  private static String millis(Duration time) {
    return time.toMillis() + " ms";
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
