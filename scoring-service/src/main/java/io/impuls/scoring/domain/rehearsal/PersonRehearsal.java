package io.impuls.scoring.domain.rehearsal;

import java.time.Instant;
import java.util.UUID;

/** One person under both plans: takes what they did in the total order of events. */
public final class PersonRehearsal {

  private final UUID person;
  private final Trial current;
  private final Trial draft;

  PersonRehearsal(UUID person, RehearsedPlan current, RehearsedPlan draft) {
    this.person = person;
    this.current = new Trial(current);
    this.draft = new Trial(draft);
  }

  /** Takes the next that the person did. */
  public void take(Deed deed) {
    current.take(deed, deed.current());
    draft.take(deed, deed.draft());
  }

  /** Gives who it is. */
  public UUID person() {
    return person;
  }

  /** Everything was taken; waits end until a time. */
  void end(Instant until) {
    current.end(until);
    draft.end(until);
  }

  Trial current() {
    return current;
  }

  Trial draft() {
    return draft;
  }

  boolean ordered() {
    return current.ordered();
  }

  /** Whether the person is one of whom the report tells: robots without a purchase are not. */
  boolean tookPart() {
    return ordered() || current.tookPart() || draft.tookPart();
  }
}
