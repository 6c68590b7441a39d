package io.impuls.segmentation.domain.matrix;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.plan.MatrixDefinition.Subject;
import io.impuls.rules.pattern.TextPattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A row of a matrix, compiled.
 *
 * @param number from 1, as in the table
 * @param subject what the pattern is held against
 * @param pattern what it must look like
 * @param events types of the events that count
 * @param minActiveSeconds how long the page has to be in sight in one view; 0 for not at all
 * @param marks the tags
 * @param share what share of all looks the category must have; empty for a tag of each look
 */
public record MatrixRow(
    int number,
    Subject subject,
    TextPattern pattern,
    Set<String> events,
    int minActiveSeconds,
    List<Mark> marks,
    Optional<Share> share) {

  public MatrixRow {
    events = Set.copyOf(events);
    marks = List.copyOf(marks);
  }

  /**
   * A tag that the row gives.
   *
   * @param tag its name
   * @param thousandths tag points in 1/1000
   */
  public record Mark(MarkName tag, long thousandths) {}

  /** Whether an event is of a kind that counts, and long enough. */
  boolean counts(Event event) {
    return events.contains(event.type())
        && (minActiveSeconds == 0
            || event.page() != null
                && event.page().activeSeconds() != null
                && event.page().activeSeconds() >= minActiveSeconds);
  }

  /** Gives the row as explanations show it, such as {@code row 3: PATH /hiszpania, 60 s}. */
  String words() {
    String time = minActiveSeconds == 0 ? "" : ", " + minActiveSeconds + " s";
    String of = share.map(one -> ", " + one.words()).orElse("");
    return "row " + number + ": " + subject + " " + pattern + time + of;
  }
}
