package io.impuls.segmentation.domain.segment;

import io.impuls.rules.condition.Truth;
import io.impuls.segmentation.domain.segment.Course.Point;
import io.impuls.segmentation.domain.segment.Segments.InForce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Works out the courses of a segment and of those that it names, for one person. Each is worked out
 * once, however many name it and however often, so the work grows with the definitions and not with
 * the ways through them.
 */
final class NamedSegments {

  private final Segments segments;
  private final Courses courses;
  private final Instant first;
  private final Instant end;
  private final Map<SegmentNode, Course> leaves;
  private final Map<String, Course> known = new HashMap<>();
  private final TreeSet<Instant> edits = new TreeSet<>();
  private final TreeSet<String> around = new TreeSet<>();
  private boolean circle;

  /**
   * Only versions count that are in force at some time from {@code first} on and before the end.
   */
  private NamedSegments(
      Segments segments,
      Courses courses,
      Instant first,
      Instant end,
      Map<SegmentNode, Course> leaves) {
    this.segments = segments;
    this.courses = courses;
    this.first = first;
    this.end = end;
    this.leaves = leaves;
  }

  /** Gives the course of a segment, over all its versions, from an instant on. */
  static Course course(Segments segments, String id, Courses courses) {
    Map<SegmentNode, Course> leaves = new IdentityHashMap<>();
    NamedSegments all = new NamedSegments(segments, courses, courses.from(), Instant.MAX, leaves);
    Course course = all.course(id);
    return all.circle ? piecewise(segments, id, courses, all.edits, leaves) : course;
  }

  /**
   * Versions of different times may name each other in a circle, while at no instant there is one:
   * the course is put together of what it is between one edit and the next.
   */
  private static Course piecewise(
      Segments segments,
      String id,
      Courses courses,
      TreeSet<Instant> edits,
      Map<SegmentNode, Course> leaves) {
    Instant from = courses.from();
    Truth initial = Truth.NO;
    List<Point> points = new ArrayList<>();
    Instant begin = from;
    while (begin != null) {
      Instant next = edits.higher(begin);
      Instant end = next == null ? Instant.MAX : next;
      Course piece = new NamedSegments(segments, courses, begin, end, leaves).course(id);
      if (begin.equals(from)) {
        initial = piece.initial();
      } else {
        points.add(new Point(begin, piece.at(begin), Reason.EDIT));
      }
      for (Point point : piece.points()) {
        boolean inside = point.at().isAfter(begin) || begin.equals(from);
        if (inside && point.at().isBefore(end)) {
          points.add(point);
        }
      }
      begin = next;
    }
    return Course.of(initial, points, from);
  }

  private Course course(String id) {
    Course before = known.get(id);
    if (before != null) {
      return before;
    }
    if (!around.add(id)) {
      // at one instant: two editors closed it at once, which neither could see
      circle = true;
      return Course.always(Truth.NO);
    }
    Instant from = courses.from();
    List<Point> points = new ArrayList<>();
    Truth initial = Truth.NO;
    for (InForce version : segments.versions(id)) {
      if (!version.until().isAfter(first) || !version.from().isBefore(end)) {
        continue;
      }
      edits.add(version.from());
      edits.add(version.until());
      Course course = course(version.segment().root());
      if (version.from().isBefore(from)) {
        initial = course.initial();
      } else {
        points.add(new Point(version.from(), course.at(version.from()), Reason.EDIT));
      }
      for (Point point : course.points()) {
        if (point.at().isAfter(version.from()) && point.at().isBefore(version.until())) {
          points.add(point);
        }
      }
    }
    around.remove(id);
    Course course = Course.of(initial, points, from);
    known.put(id, course);
    return course;
  }

  private Course course(SegmentNode node) {
    if (node instanceof SegmentNode.All all) {
      return Course.all(courses(all.parts()));
    }
    if (node instanceof SegmentNode.Any any) {
      return Course.any(courses(any.parts()));
    }
    if (node instanceof SegmentNode.Not not) {
      return course(not.part()).denied();
    }
    if (node instanceof SegmentNode.Member member) {
      return course(member.segment());
    }
    Course before = leaves.get(node);
    if (before == null) {
      before = courses.leaf(node);
      leaves.put(node, before);
    }
    return before;
  }

  /** A loop, as each level of nesting costs stack. */
  private List<Course> courses(List<SegmentNode> parts) {
    List<Course> all = new ArrayList<>(parts.size());
    for (SegmentNode part : parts) {
      all.add(course(part));
    }
    return all;
  }
}
