package io.impuls.contracts.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.Points;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a marketer writes: a named set of scoring rules.
 *
 * @param name shown name
 * @param zone IANA zone of quiet hours; default UTC
 * @param quietHours hours in which matches are withheld, for every rule that has none of its own;
 *     null for none
 * @param rules the rules
 * @param bands bands of the score, in any order; empty for none
 * @param state what the version is for; {@code ACTIVE} where nothing is said
 * @param groups groups of rules with limits of their own; empty for none
 * @param min lowest score, at most 0; null for none
 * @param max highest score, at least 0; null for none
 * @param grade grades of what is known of a contact, and what a band and a grade come to together;
 *     null for none
 * @param cap how much its rules may give together; null for no bound
 */
public record ScoringPlanDefinition(
    String name,
    String zone,
    QuietHours quietHours,
    List<Rule> rules,
    List<Band> bands,
    State state,
    List<Group> groups,
    Points min,
    Points max,
    Grading grade,
    Cap cap) {

  /** Makes a plan without a cap. */
  public ScoringPlanDefinition(
      String name,
      String zone,
      QuietHours quietHours,
      List<Rule> rules,
      List<Band> bands,
      State state,
      List<Group> groups,
      Points min,
      Points max,
      Grading grade) {
    this(name, zone, quietHours, rules, bands, state, groups, min, max, grade, null);
  }

  /** Makes a plan without grades. */
  public ScoringPlanDefinition(
      String name,
      String zone,
      QuietHours quietHours,
      List<Rule> rules,
      List<Band> bands,
      State state,
      List<Group> groups,
      Points min,
      Points max) {
    this(name, zone, quietHours, rules, bands, state, groups, min, max, null, null);
  }

  public ScoringPlanDefinition {
    state = state == null ? State.ACTIVE : state;
    rules = rules == null ? List.of() : List.copyOf(rules);
    bands = bands == null ? List.of() : List.copyOf(bands);
    groups = groups == null ? List.of() : List.copyOf(groups);
  }

  /** What a version of a plan is for. */
  public enum State {
    /** To be looked at and tried out: it never takes effect, the version before it stays. */
    DRAFT,
    /** Judges what happens from its {@code effectiveFrom} on. */
    ACTIVE,
    /** Judges nothing for now: what happens meanwhile gives no points, those given stay. */
    PAUSED,
    /** Like {@code PAUSED}, and kept out of the list of plans. */
    ARCHIVED
  }

  /**
   * Gives points for each occurrence of any of several activities, or while something is known of
   * the contact.
   *
   * @param id unique in the plan; the lineage that caps count by, over all versions
   * @param name shown name
   * @param anyOf the activities; one of them suffices; empty where {@code trait} stands
   * @param points a number, or {@code {"count":"items","where":{..}}}, {@code
   *     {"field":"order.value","times":0.1,"max":50}}, or {@code
   *     {"sum":"items.quantity","where":{..}}}
   * @param cap how often it may give points; null for always
   * @param quietHours the rule's own quiet hours; null for the plan's
   * @param ignoreQuietHours true to give points in quiet hours too
   * @param unless what must not happen after the activity for the rule to give its points; null for
   *     a rule that gives them at once
   * @param group id of the group whose limits hold for it; null for none, and for {@code system}
   *     where all its activities are done to people, such as {@code email.sent}
   * @param decay how its points go as time passes; null when they stay
   * @param only whether it gives its points only for visits in which nothing else was looked at
   *     that the plan scores; then once, at the end of the visit
   * @param trait condition on what is known of the contact, on fields such as {@code contact.city};
   *     its points count while it holds; null where {@code anyOf} stands
   */
  public record Rule(
      String id,
      String name,
      List<Activity> anyOf,
      JsonNode points,
      Cap cap,
      QuietHours quietHours,
      boolean ignoreQuietHours,
      Unless unless,
      String group,
      Decay decay,
      boolean only,
      JsonNode trait) {

    /** Makes a rule on activities. */
    public Rule(
        String id,
        String name,
        List<Activity> anyOf,
        JsonNode points,
        Cap cap,
        QuietHours quietHours,
        boolean ignoreQuietHours,
        Unless unless,
        String group,
        Decay decay) {
      this(
          id,
          name,
          anyOf,
          points,
          cap,
          quietHours,
          ignoreQuietHours,
          unless,
          group,
          decay,
          false,
          null);
    }

    public Rule {
      anyOf = anyOf == null ? List.of() : List.copyOf(anyOf);
    }
  }

  /**
   * What a rule waits for (3.7): it gives its points at the end of {@code within}, if nothing of it
   * happened since the activity.
   *
   * @param anyOf what ends the wait, if a human did it; empty for anything that the person does
   * @param within ISO 8601 duration such as {@code P7D}, from the activity on
   * @param times how often it gives its points while nothing happens, each time after another
   *     {@code within}; 1 where nothing is said
   * @param same field that must say the same of both, such as {@code properties.message}; null for
   *     none
   */
  public record Unless(List<Activity> anyOf, String within, Integer times, String same) {
    public Unless {
      anyOf = anyOf == null ? List.of() : List.copyOf(anyOf);
    }
  }

  /**
   * How the points of an award go (3.6), in exact elapsed time since it: all at once, or by steps.
   *
   * @param expire ISO 8601 duration after which nothing is left; null where another kind stands
   * @param steps in the order of time; empty where another kind stands
   * @param linear ISO 8601 duration over which they go evenly; null where another kind stands
   * @param halfLife ISO 8601 duration in which half of what is left goes, each time; null where
   *     another kind stands
   * @param negative what becomes of points below zero: they {@code DECAY} likewise where nothing is
   *     said
   */
  public record Decay(
      String expire, List<Step> steps, String linear, String halfLife, Negative negative) {

    /** Whether points below zero go, too. */
    public enum Negative {
      DECAY,
      PERMANENT
    }

    public Decay {
      steps = steps == null ? List.of() : List.copyOf(steps);
    }

    /**
     * From a time on, so much is left.
     *
     * @param after ISO 8601 duration since the award
     * @param percent of the award, less than at the step before
     */
    public record Step(String after, int percent) {}
  }

  /**
   * Something a person does.
   *
   * @param event event type, such as {@code page.viewed}
   * @param when condition on the event's fields; null for every such event
   */
  public record Activity(String event, JsonNode when) {}

  /**
   * How much a rule may give (3.3): at most {@code limit} awards or {@code points} in all, within a
   * sliding {@code window}, a stretch of the {@code calendar}, a visit or a lifetime, or once and
   * then not again during a {@code cooldown}.
   *
   * @param limit awards; at least 1, or 0 where {@code points} or {@code cooldown} stand
   * @param window ISO 8601 duration such as {@code PT24H}: awards count in {@code (t - window, t]};
   *     null where another kind of time stands
   * @param per field whose every value has a counter of its own, such as {@code page.path}; null
   *     for one counter
   * @param points sum of points, above 0; null for a limit of awards
   * @param overflow what becomes of the award that exceeds {@code points}: {@code CLIP}, the
   *     default, or {@code ALL_OR_NOTHING}
   * @param calendar {@code DAY}, {@code WEEK} (from Monday) or {@code MONTH}; null for none
   * @param zone IANA zone of the calendar; null for the plan's, UTC where there is none
   * @param cooldown ISO 8601 duration for which the rule rests after each award; null for none
   * @param during {@code SESSION} for what is given in one visit, {@code LIFETIME} for what is ever
   *     given; null where another kind of time stands
   */
  public record Cap(
      int limit,
      String window,
      String per,
      Points points,
      String overflow,
      String calendar,
      String zone,
      String cooldown,
      String during) {

    /** Makes a cap for a length of time. */
    public Cap(
        int limit,
        String window,
        String per,
        Points points,
        String overflow,
        String calendar,
        String zone,
        String cooldown) {
      this(limit, window, per, points, overflow, calendar, zone, cooldown, null);
    }

    /** Makes a sliding cap of awards. */
    public Cap(int limit, String window, String per) {
      this(limit, window, per, null, null, null, null, null);
    }
  }

  /**
   * A daily local interval.
   *
   * @param from start, {@code HH:mm}; null, as {@code to}, for whole days
   * @param to end, {@code HH:mm}, exclusive; before or equal to {@code from} means on the next day
   * @param zone IANA zone; null for the plan's; {@code contact} for the zone that the event brought
   *     along, and the plan's where it brought none
   * @param events event types it applies to; empty for all
   * @param on days on which it starts, such as {@code SATURDAY}, {@code DECEMBER}, {@code 12-24},
   *     {@code 2026-12-24} or {@code holidays:PL}; empty for every day
   * @param inverted true when everything outside of it is quiet
   * @param effect what becomes of matches; {@code DROP} where nothing is said
   */
  public record QuietHours(
      String from,
      String to,
      String zone,
      List<String> events,
      List<String> on,
      boolean inverted,
      Effect effect) {

    /** What becomes of a match in quiet hours. */
    public enum Effect {
      /** It gives nothing. */
      DROP,
      /** It counts at the end of the quiet hours, as if it had happened then. */
      DEFER
    }

    /** Zone of quiet hours that go by the contact's clock. */
    public static final String CONTACT_ZONE = "contact";

    public QuietHours {
      events = events == null ? List.of() : List.copyOf(events);
      on = on == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(on));
      effect = effect == null ? Effect.DROP : effect;
    }

    /** Makes hours in which matches give nothing. */
    public QuietHours(
        String from,
        String to,
        String zone,
        List<String> events,
        List<String> on,
        boolean inverted) {
      this(from, to, zone, events, on, inverted, Effect.DROP);
    }

    /** Makes the hours of every day. */
    public QuietHours(String from, String to, String zone, List<String> events) {
      this(from, to, zone, events, List.of(), false);
    }
  }

  /**
   * A band of the score with hysteresis (3.8).
   *
   * @param name such as {@code HOT}
   * @param enter entered when the score reaches this
   * @param leave left when the score falls below this; at most {@code enter}
   */
  public record Band(String name, Points enter, Points leave) {}

  /**
   * Rules whose points together stay within limits (3.4).
   *
   * @param id unique in the plan; rules name it
   * @param min lowest sum, at most 0; null for none
   * @param max highest sum, at least 0; null for none
   * @param inBands false for points that count for the score and not for the bands; true where
   *     nothing is said
   * @param cap how much its rules may give together; null for no bound
   */
  public record Group(String id, Points min, Points max, Boolean inBands, Cap cap) {

    /** Makes a group without a cap. */
    public Group(String id, Points min, Points max, Boolean inBands) {
      this(id, min, max, inBands, null);
    }
  }

  /**
   * How far a contact is whom the plan is for (3.8), by what is known of them, and what that comes
   * to together with their score.
   *
   * @param grades from the best on; the first that holds is the contact's, none where none does
   * @param matrix from the first on; the first that fits names the contact's segment of sales
   */
  public record Grading(List<Grade> grades, List<Cell> matrix) {
    public Grading {
      grades = grades == null ? List.of() : List.copyOf(grades);
      matrix = matrix == null ? List.of() : List.copyOf(matrix);
    }
  }

  /**
   * A grade.
   *
   * @param name such as {@code A}
   * @param when condition on what is known of the contact, as in a rule's {@code trait}; null for
   *     everybody who is left
   */
  public record Grade(String name, JsonNode when) {}

  /**
   * A cell of the matrix. What is left out is no matter.
   *
   * @param segment what sales call these contacts
   * @param bands bands of which the contact is in one; empty for any
   * @param min lowest score; null for any
   * @param below score from which on the contact is not in it any more; null for any
   * @param grades grades of which the contact has one; empty for any
   */
  public record Cell(
      String segment, List<String> bands, Points min, Points below, List<String> grades) {
    public Cell {
      bands = bands == null ? List.of() : List.copyOf(bands);
      grades = grades == null ? List.of() : List.copyOf(grades);
    }
  }
}
