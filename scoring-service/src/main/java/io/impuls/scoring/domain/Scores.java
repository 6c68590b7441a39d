package io.impuls.scoring.domain;

import io.impuls.contracts.topic.PersonKey;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads the scores that this instance holds, and knows who holds the others. Reading may block. */
public interface Scores {

  /** Where a person's scores are. */
  sealed interface Place {
    /** On this instance. */
    record Here() implements Place {}

    /** On another one; {@code url} is its HTTP root. */
    record There(URI url) implements Place {}

    /** Nobody knows just now: work is moving between instances. */
    record Moving() implements Place {}
  }

  /**
   * The best of some partitions.
   *
   * @param partitions which
   * @param ranks best first
   */
  record Best(Set<Integer> partitions, List<Rank> ranks) {
    public Best {
      partitions = Set.copyOf(partitions);
      ranks = List.copyOf(ranks);
    }
  }

  /**
   * How the people of some partitions spread.
   *
   * @param partitions which
   * @param distribution of their people
   */
  record Spread(Set<Integer> partitions, Distribution distribution) {
    public Spread {
      partitions = Set.copyOf(partitions);
    }
  }

  /** Gives where a person's scores are. */
  Place place(PersonKey person);

  /**
   * Gives a person whose place is here; empty when nothing of theirs ever matched.
   *
   * @throws MovingException when the place turns out to have moved
   */
  Optional<PersonScores> person(PersonKey person);

  /**
   * Gives the people with most points among those that this instance holds.
   *
   * @throws MovingException when the local partitions cannot be read just now
   */
  Best best(UUID workspace, String plan, int limit);

  /**
   * Gives how those people of a plan spread that this instance holds. Looks at each of them.
   *
   * @param width thousandths of a point in a stretch of scores
   * @throws MovingException when the local partitions cannot be read just now
   */
  Spread distribution(UUID workspace, String plan, long width);

  /** Gives the HTTP roots of the other instances. */
  Set<URI> others();

  /** State is moving between instances: ask again in a moment. */
  final class MovingException extends RuntimeException {
    /** Says that state is moving. */
    public MovingException(Throwable cause) {
      super("the state is moving between instances", cause);
    }
  }
}
