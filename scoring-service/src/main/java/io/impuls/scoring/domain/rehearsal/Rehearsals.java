package io.impuls.scoring.domain.rehearsal;

import io.impuls.scoring.domain.ScoringPlan;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Runs rehearsals over the retained events, and tells how far they are. */
public interface Rehearsals {

  /** How far a run is. */
  enum State {
    /** Reads the events. */
    READING,
    /** Judges the people. */
    JUDGING,
    /** The report is there. */
    DONE,
    /** A user stopped it. */
    CANCELLED,
    /** Something kept it from its end. */
    FAILED;

    /** Whether nothing more happens. */
    public boolean ended() {
      return this != READING && this != JUDGING;
    }
  }

  /**
   * What to rehearse.
   *
   * @param workspace whose events
   * @param current the version in force; empty for none
   * @param draft what is tried
   * @param published whether the draft is a published version, and not only in the request
   * @param from what happened before it does not count; empty for all that is retained
   * @param width thousandths of a point in a stretch of the distributions
   */
  record Task(
      UUID workspace,
      Optional<ScoringPlan> current,
      ScoringPlan draft,
      boolean published,
      Optional<Instant> from,
      long width) {}

  /**
   * How far a run is.
   *
   * @param run its id
   * @param task what is rehearsed
   * @param state where it is
   * @param startedAt when it began
   * @param endedAt when it ended; null while it runs
   * @param read records that were read
   * @param of records that there were when it began
   * @param percent share of the work that is done, 0 to 100
   * @param unreadable records among them that could not be read, and were left out
   * @param problem what kept it from its end, and what to do; null for nothing
   * @param report what came of it; null before it is done
   */
  record Progress(
      UUID run,
      Task task,
      State state,
      Instant startedAt,
      Instant endedAt,
      long read,
      long of,
      int percent,
      long unreadable,
      String problem,
      RehearsalReport report) {}

  /** Begins a run; empty when as many run as may. */
  Optional<Progress> start(Task task);

  /** Gives how far a run is; empty where it is not known here (any more). */
  Optional<Progress> find(UUID workspace, String plan, UUID run);

  /** Stops a run that has not ended; gives how far it is, or empty where it is not known here. */
  Optional<Progress> cancel(UUID workspace, String plan, UUID run);

  /** Gives how many may run at a time. */
  int most();
}
