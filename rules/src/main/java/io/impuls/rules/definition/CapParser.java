package io.impuls.rules.definition;

import io.impuls.contracts.Points;
import io.impuls.contracts.plan.ScoringPlanDefinition.Cap;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.rules.condition.EventFields;
import io.impuls.rules.condition.Field;
import io.impuls.rules.ledger.Cap.Limit;
import io.impuls.rules.ledger.Cap.Overflow;
import io.impuls.rules.time.Window;
import io.impuls.rules.time.Zones;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the cap of a rule. */
public final class CapParser {

  private static final String SESSION = "SESSION";
  private static final String LIFETIME = "LIFETIME";

  private final Duration longestWindow;
  private final String defaultZone;

  /**
   * Makes the parser.
   *
   * @param longestWindow longest window: matches are kept only so long
   * @param defaultZone IANA name of the zone where a cap names none
   */
  public CapParser(Duration longestWindow, String defaultZone) {
    this.longestWindow = longestWindow;
    this.defaultZone = defaultZone;
  }

  /**
   * Gives the cap.
   *
   * @param pointer where it stands in the whole text, such as {@code /cap}
   */
  public Parsed<CapPer> parse(Cap written, String pointer) {
    List<Problem> problems = new ArrayList<>();
    Optional<Limit> limit = limit(written, pointer, problems);
    Optional<Window> window = window(written, pointer, problems);
    Optional<Field> per = Optional.ofNullable(written.per()).flatMap(EventFields::find);
    if (written.per() != null && per.isEmpty()) {
      problems.add(
          new Problem(
              pointer + "/per", "is one of the fields " + String.join(", ", EventFields.names())));
    }
    return problems.isEmpty()
        ? new Parsed.Ok<>(
            new CapPer(
                new io.impuls.rules.ledger.Cap(limit.orElseThrow(), window.orElseThrow()),
                per,
                SESSION.equals(written.during())))
        : new Parsed.Failed<>(problems);
  }

  private static Optional<Limit> limit(Cap written, String pointer, List<Problem> problems) {
    Optional<Overflow> overflow = overflow(written.overflow());
    if (written.overflow() != null && (written.points() == null || overflow.isEmpty())) {
      problems.add(
          new Problem(
              pointer + "/overflow",
              "is \"CLIP\" or \"ALL_OR_NOTHING\", and stands beside \"points\" only"));
    }
    if (written.cooldown() != null) {
      if (written.limit() != 0 || written.points() != null) {
        problems.add(
            new Problem(
                pointer + "/cooldown", "allows one award: leave out \"limit\" and \"points\""));
      }
      return Optional.of(new Limit.Awards(1));
    }
    if (written.points() != null) {
      if (written.limit() != 0) {
        problems.add(
            new Problem(pointer + "/points", "leave it out, or leave out the \"limit\" of awards"));
      } else if (written.points().compareTo(Points.ZERO) <= 0) {
        problems.add(new Problem(pointer + "/points", "needs a number of points above 0"));
      } else {
        return Optional.of(
            new Limit.Sum(written.points().thousandths(), overflow.orElse(Overflow.CLIP)));
      }
      return Optional.empty();
    }
    if (written.limit() < 1) {
      problems.add(
          new Problem(
              pointer + "/limit",
              "needs a whole number of awards, at least 1 (or give \"points\" instead)"));
      return Optional.empty();
    }
    return Optional.of(new Limit.Awards(written.limit()));
  }

  private static Optional<Overflow> overflow(String text) {
    return Arrays.stream(Overflow.values()).filter(one -> one.name().equals(text)).findFirst();
  }

  private Optional<Window> window(Cap written, String pointer, List<Problem> problems) {
    long kinds =
        Stream.of(written.window(), written.calendar(), written.cooldown(), written.during())
            .filter(Objects::nonNull)
            .count();
    if (kinds > 1) {
      problems.add(
          new Problem(
              pointer,
              "has one of \"window\", \"calendar\", \"cooldown\" and \"during\", not more"));
      return Optional.empty();
    }
    if (written.zone() != null && written.calendar() == null) {
      problems.add(new Problem(pointer + "/zone", "belongs to a \"calendar\": leave it out"));
    }
    if (written.calendar() != null) {
      return calendar(written, pointer, problems);
    }
    if (written.during() != null) {
      return during(written.during(), pointer, problems);
    }
    return written.cooldown() != null
        ? duration(written.cooldown(), pointer + "/cooldown", problems)
        : duration(written.window(), pointer + "/window", problems);
  }

  private Optional<Window> during(String text, String pointer, List<Problem> problems) {
    if (text.equals(LIFETIME)) {
      return Optional.of(new Window.Lifetime());
    }
    if (text.equals(SESSION)) {
      // Each visit has its own counter, and none lasts as long.
      return Optional.of(new Window.Sliding(longestWindow));
    }
    problems.add(new Problem(pointer + "/during", "is \"SESSION\" or \"LIFETIME\""));
    return Optional.empty();
  }

  private Optional<Window> calendar(Cap written, String pointer, List<Problem> problems) {
    Optional<Window.Unit> unit =
        Arrays.stream(Window.Unit.values())
            .filter(one -> one.name().equals(written.calendar()))
            .findFirst();
    if (unit.isEmpty()) {
      problems.add(
          new Problem(pointer + "/calendar", "is \"DAY\", \"WEEK\" (from Monday) or \"MONTH\""));
    }
    String zone = Optional.ofNullable(written.zone()).orElse(defaultZone);
    Parsed<ZoneId> place = Zones.parse(zone, pointer + "/zone");
    if (written.zone() != null) {
      // A bad default is said once, where it stands.
      problems.addAll(place.problems());
    }
    Optional<Window> window =
        unit.flatMap(one -> place.value().map(zoneId -> new Window.Calendar(one, zoneId)));
    if (window.isPresent() && window.get().longest().compareTo(longestWindow) > 0) {
      problems.add(
          new Problem(
              pointer + "/calendar", "is longer than events are kept, which is " + longestWindow));
    }
    return window;
  }

  private Optional<Window> duration(String text, String pointer, List<Problem> problems) {
    Optional<Window> window = Durations.parse(text, longestWindow).map(Window.Sliding::new);
    if (window.isEmpty()) {
      problems.add(
          new Problem(
              pointer,
              "needs an ISO 8601 duration such as \"PT24H\", more than nothing and at most "
                  + longestWindow));
    }
    return window;
  }
}
