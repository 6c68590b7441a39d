package io.impuls.contracts.plan;

import io.impuls.contracts.Points;
import io.impuls.contracts.plan.ScoringPlanDefinition.Cap;
import io.impuls.contracts.plan.ScoringPlanDefinition.State;
import io.impuls.contracts.plan.TagRuleDefinition.Ttl;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a marketer writes: a table of addresses or product categories, and the tags that somebody
 * gets who is seen there (SG-21).
 *
 * @param name shown name
 * @param rows the rows; whoever does what several of them say gets the tags of all
 * @param newTagsPerDay how many different tags that rows take from addresses and categories one
 *     person can get on one day by UTC; null for 20
 * @param cap how often the matrix may give one tag to one person; null for always
 * @param ttl how long its tags stay; null for tags that stay
 * @param state what the version is for; {@code ACTIVE} where nothing is said
 */
public record MatrixDefinition(
    String name, List<Row> rows, Integer newTagsPerDay, Cap cap, Ttl ttl, State state) {

  public MatrixDefinition {
    rows = rows == null ? List.of() : List.copyOf(rows);
    state = state == null ? State.ACTIVE : state;
  }

  /** What a pattern is held against. */
  public enum Subject {
    /** The path of the page's address, such as {@code /hiszpania}. */
    PATH,
    /** The whole address of the page. */
    URL,
    /** The category of a product, or {@code properties.category} of the event. */
    CATEGORY
  }

  /**
   * A row of the table.
   *
   * @param match what the pattern is held against; {@code PATH} where nothing is said
   * @param pattern what it must look like: {@code *}, {@code **} and {@code {tag}} stand for what
   *     may be there, or a regular expression after {@code re:}
   * @param events types of the events that count; empty for views of pages, or of products and
   *     categories, or {@code page.engaged} for a row with {@code minActiveSeconds}
   * @param minActiveSeconds how long the page has to be in sight and used in one view; null for not
   *     at all
   * @param marks the tags
   * @param share for a row of a {@code CATEGORY}: the tag is there while the category has this
   *     share of what the person looks at; null for a tag of each look
   */
  public record Row(
      Subject match,
      String pattern,
      List<String> events,
      Integer minActiveSeconds,
      List<Mark> marks,
      Share share) {

    /** Makes a row that gives its tags for each look. */
    public Row(
        Subject match,
        String pattern,
        List<String> events,
        Integer minActiveSeconds,
        List<Mark> marks) {
      this(match, pattern, events, minActiveSeconds, marks, null);
    }

    public Row {
      match = match == null ? Subject.PATH : match;
      events = events == null ? List.of() : List.copyOf(events);
      marks = marks == null ? List.of() : List.copyOf(marks);
    }
  }

  /**
   * A preference (SG-09): of the looks at any category in a time, so many are at this one.
   *
   * @param atLeast the share, more than 0 and at most 1, such as 0.6
   * @param minViews how many looks at any category there have to be, at least 1
   * @param within ISO 8601 duration such as {@code P30D}, back from each instant
   */
  public record Share(BigDecimal atLeast, Integer minViews, String within) {}

  /**
   * A tag that a row gives.
   *
   * @param tag display name of the tag; {@code {tag}} and other names of the pattern stand for what
   *     they caught
   * @param increment tag points of one assignment, more than 0; null for 1
   */
  public record Mark(String tag, Points increment) {}
}
