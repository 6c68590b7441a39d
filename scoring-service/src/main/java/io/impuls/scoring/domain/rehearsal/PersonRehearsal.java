package io.impuls.scoring.domain.rehearsal;

import java.util.UUID;

/** One person under both plans: takes what they did in the total order of events. */
public final class PersonRehearsal {

  private final UUID person;
  private final Trial current;
  private final Trial draft;
  private boolean ordered;
  private String currentBand;
  private String draftBand;

  PersonRehearsal(UUID person, RehearsedPlan current, RehearsedPlan draft) {
    this.person = person;
    this.current = new Trial(current);
    this.draft = new Trial(draft);
  }

  /** Takes the next that the person did. */
  public void take(Deed deed) {
    if (deed.order() && !ordered) {
      ordered = true;
      currentBand = current.score().band();
      draftBand = draft.score().band();
    }
    current.take(deed, deed.current());
    draft.take(deed, deed.draft());
  }

  /** Gives who it is. */
  public UUID person() {
    return person;
  }

  Trial current() {
    return current;
  }

  Trial draft() {
    return draft;
  }

  boolean ordered() {
    return ordered;
  }

  /** Whether the person is one of whom the report tells: robots without a purchase are not. */
  boolean tookPart() {
    return ordered || current.tookPart() || draft.tookPart();
  }

  /** Gives the band just before the first order; at the end without one. Null for none. */
  String currentBandToBuy() {
    return ordered ? currentBand : current.score().band();
  }

  /** As {@link #currentBandToBuy} by the draft. */
  String draftBandToBuy() {
    return ordered ? draftBand : draft.score().band();
  }
}
