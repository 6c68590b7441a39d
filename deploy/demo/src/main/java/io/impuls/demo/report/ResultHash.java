package io.impuls.demo.report;

import io.impuls.contracts.Points;
import io.impuls.contracts.score.ScoreDecision;
import io.impuls.contracts.tag.TagChange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * One hash over all scores and tags as of a moment. Equal hashes mean equal results: people are
 * named by their own identifiers, nothing in it depends on the order of arrival, what happens after
 * the moment changes nothing, and probes are left out.
 */
public final class ResultHash {

  private ResultHash() {}

  /**
   * Gives the lines that are hashed, sorted: {@code <name> score <plan> <points>} and {@code <name>
   * tag <TAG> <points>}. A score of zero has no line, since how a person came to it may depend on
   * what was known when; a tag with no points left has one, since the person still has the tag.
   *
   * @param before event time up to which things count, exclusive
   */
  public static List<String> lines(Evidence evidence, Instant before) {
    People people = People.of(evidence.events(), before);
    Set<UUID> everybody = people.everybody();
    SortedSet<String> lines = new TreeSet<>();
    scores(evidence.decisions(), people, before)
        .forEach(
            (person, plans) ->
                plans.forEach(
                    (plan, points) -> {
                      if (everybody.contains(person) && !points.equals(Points.ZERO)) {
                        lines.add(people.name(person) + " score " + plan + " " + points);
                      }
                    }));
    tags(evidence.tagChanges(), people, before)
        .forEach(
            (person, tags) ->
                tags.forEach(
                    (tag, points) -> {
                      if (everybody.contains(person)) {
                        lines.add(people.name(person) + " tag " + tag + " " + points);
                      }
                    }));
    return List.copyOf(lines);
  }

  /** Gives scores: what the ledger gave for what happened before. */
  private static Map<UUID, Map<String, Points>> scores(
      List<ScoreDecision> decisions, People people, Instant before) {
    Map<UUID, Map<String, Points>> scores = new HashMap<>();
    for (ScoreDecision decision : decisions) {
      if (decision.occurredAt().isBefore(before)) {
        scores
            .computeIfAbsent(people.living(decision.person()), p -> new HashMap<>())
            .merge(decision.plan(), decision.points(), Points::plus);
      }
    }
    return scores;
  }

  /** One person's tag, before anybody merged. */
  private record Held(UUID person, String tag) {}

  /**
   * Gives tag scores: the differences that what happened before made, of tags that were still held
   * then. Only the latest epoch of a person counts: a rebuilt state says everything again.
   */
  private static Map<UUID, Map<String, Points>> tags(
      List<TagChange> changes, People people, Instant before) {
    Map<UUID, Integer> epochs = new HashMap<>();
    changes.forEach(change -> epochs.merge(change.person(), change.epoch(), Math::max));
    Map<Held, TagChange> last = new HashMap<>();
    Map<Held, Points> sums = new HashMap<>();
    for (TagChange change : changes) {
      if (change.epoch() == epochs.get(change.person()) && change.occurredAt().isBefore(before)) {
        Held held = new Held(change.person(), change.tag());
        last.merge(held, change, (a, b) -> a.version() > b.version() ? a : b);
        sums.merge(held, orZero(change.after()).minus(orZero(change.before())), Points::plus);
      }
    }
    Map<UUID, Map<String, Points>> tags = new HashMap<>();
    last.forEach(
        (held, change) -> {
          if (change.after() != null && change.mergedInto() == null) {
            tags.computeIfAbsent(people.living(held.person()), p -> new HashMap<>())
                .merge(held.tag(), sums.get(held), Points::plus);
          }
        });
    return tags;
  }

  private static Points orZero(Points points) {
    return points == null ? Points.ZERO : points;
  }

  /** Gives the SHA-256 of sorted lines, each ended by a line feed, in hexadecimal. */
  public static String of(Collection<String> lines) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (String line : lines) {
        sha256.update((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
