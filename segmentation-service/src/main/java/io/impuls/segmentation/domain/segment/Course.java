package io.impuls.segmentation.domain.segment;

import io.impuls.rules.condition.Truth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * What a condition comes to as time goes by, from some instant on and for ever after, if nothing
 * else happens. Where it depends on a window it turns by itself at the window's end.
 *
 * @param initial what it is before the first point
 * @param points where it turns, in the order of time, no two at one instant
 */
public record Course(Truth initial, List<Point> points) {

  /**
   * From an instant on, the condition is this.
   *
   * @param at the instant, included
   * @param value what it is then
   * @param why what turned it
   */
  public record Point(Instant at, Truth value, Reason why) {}

  public Course {
    points = List.copyOf(points);
  }

  /** Gives the course of what never turns. */
  static Course always(Truth value) {
    return new Course(value, List.of());
  }

  /**
   * Gives a course of points in the order of time: at one instant the last one holds, and where
   * nothing turns there is no point.
   *
   * @param from points before it are only what was initially
   */
  static Course of(Truth before, List<Point> ordered, Instant from) {
    Truth initial = before;
    List<Point> kept = new ArrayList<>();
    for (Point point : ordered) {
      if (point.at().isBefore(from)) {
        initial = point.value();
        continue;
      }
      if (!kept.isEmpty() && kept.get(kept.size() - 1).at().equals(point.at())) {
        kept.remove(kept.size() - 1);
      }
      kept.add(point);
    }
    Truth last = initial;
    List<Point> turns = new ArrayList<>(kept.size());
    for (Point point : kept) {
      if (point.value() != last) {
        turns.add(point);
        last = point.value();
      }
    }
    return new Course(initial, turns);
  }

  /** Gives the course of a whole of what its parts come to. */
  static Course of(List<Course> parts, Function<Truth[], Truth> whole) {
    record Turn(int part, Point point) {}
    List<Turn> turns = new ArrayList<>();
    Truth[] now = new Truth[parts.size()];
    for (int i = 0; i < now.length; i++) {
      now[i] = parts.get(i).initial();
      for (Point point : parts.get(i).points()) {
        turns.add(new Turn(i, point));
      }
    }
    turns.sort(Comparator.comparing(turn -> turn.point().at()));
    Truth initial = whole.apply(now);
    List<Point> points = new ArrayList<>();
    Truth last = initial;
    int i = 0;
    while (i < turns.size()) {
      Instant at = turns.get(i).point().at();
      Reason why = turns.get(i).point().why();
      while (i < turns.size() && turns.get(i).point().at().equals(at)) {
        Turn turn = turns.get(i++);
        now[turn.part()] = turn.point().value();
      }
      Truth value = whole.apply(now);
      if (value != last) {
        points.add(new Point(at, value, why));
        last = value;
      }
    }
    return new Course(initial, points);
  }

  static Course all(List<Course> parts) {
    return of(parts, now -> Arrays.stream(now).min(Comparator.naturalOrder()).orElse(Truth.YES));
  }

  static Course any(List<Course> parts) {
    return of(parts, now -> Arrays.stream(now).max(Comparator.naturalOrder()).orElse(Truth.NO));
  }

  Course denied() {
    return of(
        List.of(this),
        now ->
            switch (now[0]) {
              case NO -> Truth.YES;
              case UNKNOWN -> Truth.UNKNOWN;
              case YES -> Truth.NO;
            });
  }

  /** Gives what the condition is at an instant. */
  Truth at(Instant instant) {
    Truth value = initial;
    for (Point point : points) {
      if (point.at().isAfter(instant)) {
        return value;
      }
      value = point.value();
    }
    return value;
  }
}
