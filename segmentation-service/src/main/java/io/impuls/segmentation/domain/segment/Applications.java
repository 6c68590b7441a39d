package io.impuls.segmentation.domain.segment;

import java.util.Optional;
import java.util.UUID;

/** Applies segments to what happened before they were there, in the background. */
public interface Applications {

  /**
   * Begins, or gives the run that goes on already. What was applied before counts once.
   *
   * @param segment a version that is in force
   */
  Application start(UUID workspace, Segment segment);

  /** Gives the last run of a segment on this instance; empty when there was none. */
  Optional<Application> last(UUID workspace, String segment);
}
