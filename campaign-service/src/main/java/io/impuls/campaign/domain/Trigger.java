package io.impuls.campaign.domain;

import io.impuls.contracts.Points;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.tag.TagChange;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What must happen to a person so that a campaign mails them. Fires on the crossing only. */
public sealed interface Trigger {

  /** Gives the names of what every occasion tells the template. */
  Set<String> factNames();

  /** Gives the occasion when this score change is one. */
  default Optional<Occasion> firedBy(ScoreChange change) {
    return Optional.empty();
  }

  /** Gives the occasion when this tag change is one. */
  default Optional<Occasion> firedBy(TagChange change) {
    return Optional.empty();
  }

  /**
   * A band of a plan is entered (3.8): the person is in it now and was not just before.
   *
   * @param plan id of the scoring plan
   * @param band name of the band
   */
  record BandEntered(String plan, String band) implements Trigger {
    public BandEntered {
      Objects.requireNonNull(plan, "plan");
      Objects.requireNonNull(band, "band");
    }

    @Override
    public Set<String> factNames() {
      return Set.of("plan", "band", "score");
    }

    @Override
    public Optional<Occasion> firedBy(ScoreChange change) {
      if (change.mergedInto() != null
          || ofHistory(change.cause())
          || !plan.equals(change.plan())
          || !band.equals(change.bandTo())
          || band.equals(change.bandFrom())) {
        return Optional.empty();
      }
      Map<String, String> facts = new LinkedHashMap<>();
      facts.put("plan", plan);
      facts.put("band", band);
      facts.put("score", String.valueOf(change.to()));
      String triggerId = change.person() + "/" + change.epoch() + "/" + change.version();
      return occasion(change.person(), triggerId, change.occurredAt(), change.cause(), facts);
    }
  }

  /**
   * A tag's score comes to a number of points: it was below before, or the tag was absent.
   *
   * @param key the tag, in any case
   * @param atLeast the points to reach
   */
  record TagReached(String key, Points atLeast) implements Trigger {
    public TagReached {
      key = key.toUpperCase(Locale.ROOT);
      Objects.requireNonNull(atLeast, "atLeast");
    }

    @Override
    public Set<String> factNames() {
      return Set.of("tag", "tagScore");
    }

    @Override
    public Optional<Occasion> firedBy(TagChange change) {
      boolean below = change.before() == null || change.before().compareTo(atLeast) < 0;
      if (change.mergedInto() != null
          || ofHistory(change.cause())
          || !key.equalsIgnoreCase(change.tag())
          || change.after() == null
          || !below
          || change.after().compareTo(atLeast) < 0) {
        return Optional.empty();
      }
      Map<String, String> facts = new LinkedHashMap<>();
      facts.put("tag", change.name() == null ? change.tag() : change.name());
      facts.put("tagScore", change.after().toString());
      String triggerId = change.person() + "/" + change.epoch() + "/" + change.version();
      return occasion(change.person(), triggerId, change.occurredAt(), change.cause(), facts);
    }
  }

  /** What an import brought in happened long ago: it adds up, but sets nothing off (3.1). */
  private static boolean ofHistory(Cause cause) {
    return cause != null && cause.backfill();
  }

  private static Optional<Occasion> occasion(
      UUID person, String triggerId, Instant at, Cause cause, Map<String, String> facts) {
    Instant occurredAt = at != null || cause == null ? at : cause.occurredAt();
    return Optional.ofNullable(occurredAt)
        .map(time -> new Occasion(person, triggerId, time, facts));
  }
}
