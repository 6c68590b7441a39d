package io.impuls.segmentation.domain.segment;

import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.tag.SegmentMove.By;
import io.impuls.rules.condition.Truth;
import io.impuls.segmentation.domain.segment.Course.Point;
import io.impuls.segmentation.domain.segment.Membership.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Says who becomes a member of what by something new in a person's ledger. Works from the earliest
 * instant that it can concern: what was before stands.
 *
 * @param segments all segments of the workspace
 * @param evidence the person's ledger, with what is new
 */
public record Members(Segments segments, Evidence evidence) {

  /**
   * Follows one segment.
   *
   * @param before what was known; null for nobody that was looked at yet
   * @param earliest the earliest thing that is new, changed or gone
   * @param latest the latest such
   * @param cause what the step is about, for a transition that nothing else explains
   */
  public Revision follow(
      String segment, Membership before, Instant earliest, Instant latest, Cause cause) {
    Instant from = before == null ? Instant.MIN : earlier(earliest, before.until().plusMillis(1));
    Instant until = before == null || latest.isAfter(before.until()) ? latest : before.until();
    Course course = segments.course(segment, evidence, from);
    return follow(segment, before, course, known(before, course, from), from, until, cause);
  }

  /**
   * Follows one segment where, from an instant on, it asks for something else than its words say:
   * tags became one, or are two again. What it brings about is marked as an edit's.
   *
   * @param before what was known; null for nobody that was looked at yet
   * @param known the first thing that is known of the person; empty for nothing
   * @param at the instant
   * @param cause what it was
   */
  public Revision redefined(
      String segment, Membership before, Optional<Instant> known, Instant at, Cause cause) {
    Membership now = before == null ? new Membership(at.minusMillis(1), List.of()) : before;
    Instant until = now.until().isAfter(at) ? now.until() : at;
    Course course = segments.course(segment, evidence, at);
    return follow(segment, now, course, known, at, until, cause).byEdit();
  }

  private Revision follow(
      String segment,
      Membership before,
      Course course,
      Optional<Instant> known,
      Instant from,
      Instant until,
      Cause cause) {
    boolean member = before != null && before.at(from.minusMillis(1));
    TreeSet<Instant> instants = new TreeSet<>();
    known.ifPresent(instants::add);
    if (before != null) {
      instants.add(from);
    }
    course.points().forEach(point -> instants.add(point.at()));
    List<Transition> found = new ArrayList<>();
    for (Instant at : instants) {
      if (at.isBefore(from) || at.isAfter(until)) {
        continue;
      }
      boolean in = course.at(at) == Truth.YES && known.isPresent() && !at.isBefore(known.get());
      if (in != member) {
        found.add(transition(segment, course, at, in, cause));
        member = in;
      }
    }
    return Membership.revise(before, from, found, until);
  }

  /** Nobody is a member of anything before the first thing that is known of them. */
  private Optional<Instant> known(Membership before, Course course, Instant from) {
    Optional<Instant> first =
        before == null || before.transitions().isEmpty()
            ? course.points().stream()
                .filter(point -> point.why().by() != By.EDIT)
                .findFirst()
                .map(Point::at)
            : Optional.of(earlier(from, before.transitions().get(0).at()));
    Optional<Instant> seen = evidence.knownSince();
    return seen.isPresent() && first.isPresent()
        ? Optional.of(earlier(seen.get(), first.get()))
        : seen.or(() -> first);
  }

  private Transition transition(
      String segment, Course course, Instant at, boolean in, Cause cause) {
    Optional<Reason> why =
        course.points().stream().filter(one -> one.at().equals(at)).map(Point::why).findFirst();
    int version = segments.inForce(segment, at).map(Segment::version).orElse(0);
    return new Transition(
        at,
        in,
        why.map(Reason::by).orElse(By.EVENT),
        version,
        why.map(Reason::cause).orElse(cause),
        0);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
