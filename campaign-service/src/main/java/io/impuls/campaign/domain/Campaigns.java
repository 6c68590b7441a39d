package io.impuls.campaign.domain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Port: the campaigns that were saved. */
public interface Campaigns {

  /** Gives one. */
  Optional<Saved> find(UUID workspace, String id);

  /** Gives all of a workspace, by id. */
  List<Saved> all(UUID workspace);

  /** Gives those of every workspace that are not paused. */
  List<Campaign> active();

  /**
   * Saves a campaign under the version after {@code readVersion}, 0 for a new one. Saving what is
   * saved already changes nothing.
   */
  SaveOutcome save(Campaign proposal, int readVersion, String author);

  /** What became of saving. */
  sealed interface SaveOutcome {
    /** It is kept; {@code changed} is false when it was there already. */
    record Kept(Saved saved, boolean changed) implements SaveOutcome {}

    /** Somebody else saved another version since. */
    record Stale(int currentVersion) implements SaveOutcome {}
  }
}
