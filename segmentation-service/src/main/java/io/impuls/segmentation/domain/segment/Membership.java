package io.impuls.segmentation.domain.segment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * When somebody entered a segment and left it.
 *
 * @param until the instant up to which it was looked at; what time will do later is not in here
 * @param transitions oldest first, entering and leaving by turns; the newest {@link #MOST} of them
 */
public record Membership(Instant until, List<Transition> transitions) {

  /** Transitions kept of one person and segment; older ones are forgotten, at some 100 B each. */
  public static final int MOST = 200;

  public Membership {
    Objects.requireNonNull(until, "until");
    transitions =
        List.copyOf(
            transitions.subList(Math.max(0, transitions.size() - MOST), transitions.size()));
  }

  /** Whether they are a member, as far as was looked. */
  public boolean now() {
    return !transitions.isEmpty() && newest().entered();
  }

  /** Whether they were a member at an instant. */
  public boolean at(Instant instant) {
    return last(instant).map(Transition::entered).orElseGet(this::before);
  }

  /** Gives the last transition up to an instant, that included. */
  public Optional<Transition> last(Instant instant) {
    Transition found = null;
    for (Transition one : transitions) {
      if (!one.at().isAfter(instant)) {
        found = one;
      }
    }
    return Optional.ofNullable(found);
  }

  private boolean before() {
    return transitions.size() == MOST && !transitions.get(0).entered();
  }

  private Transition newest() {
    return transitions.get(transitions.size() - 1);
  }

  /**
   * What became of a membership.
   *
   * @param next what is kept now
   * @param gone what had been told, and never happened
   * @param come what is new
   */
  public record Revision(Membership next, List<Transition> gone, List<Transition> come) {
    public Revision {
      gone = List.copyOf(gone);
      come = List.copyOf(come);
    }

    /** Gives the same, marked as what follows from another definition. */
    public Revision byEdit() {
      List<Transition> marked = come.stream().map(Transition::edited).toList();
      return new Revision(
          new Membership(
              next.until(),
              next.transitions().stream()
                  .map(one -> come.contains(one) ? one.edited() : one)
                  .toList()),
          gone,
          marked);
    }

    /** Whether there is anything to tell. */
    public boolean changes() {
      return !gone.isEmpty() || !come.isEmpty();
    }

    /** Whether all that is new follows on what was known. */
    public boolean appends() {
      return gone.isEmpty()
          && next.transitions()
              .subList(next.transitions().size() - come.size(), next.transitions().size())
              .equals(come);
    }
  }

  /**
   * Takes in what was found for the time from an instant on: what was before it stands.
   *
   * @param before null for nobody that was looked at yet
   * @param found transitions from {@code from} to {@code until}, oldest first
   */
  static Revision revise(Membership before, Instant from, List<Transition> found, Instant until) {
    List<Transition> known = before == null ? List.of() : before.transitions();
    List<Transition> next = new ArrayList<>();
    List<Transition> gone = new ArrayList<>();
    for (Transition one : known) {
      if (one.at().isBefore(from)) {
        next.add(one);
      } else if (found.stream().noneMatch(one::same)) {
        gone.add(one);
      }
    }
    List<Transition> come = new ArrayList<>();
    for (Transition one : found) {
      Optional<Transition> told = known.stream().filter(one::same).findFirst();
      if (told.isEmpty()) {
        come.add(one);
      }
      next.add(told.orElse(one));
    }
    return new Revision(new Membership(until, next), gone, come);
  }
}
