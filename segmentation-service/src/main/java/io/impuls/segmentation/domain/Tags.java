package io.impuls.segmentation.domain;

import io.impuls.contracts.topic.PersonKey;
import java.util.List;
import java.util.Optional;

/** Reads the tags that this instance holds. Reading blocks. */
public interface Tags {

  /**
   * Gives a person's tags; empty when nothing that they did ever matched a rule.
   *
   * @throws MovingException when they cannot be read here just now
   */
  Optional<PersonTags> of(PersonKey person);

  /**
   * Explains a tag of a person, newest first.
   *
   * @param tag key of the tag
   * @param limit at most so many entries
   * @throws MovingException when they cannot be read here just now
   */
  List<Why> why(PersonKey person, String tag, int limit);

  /** State is moving between instances: ask again in a moment. */
  final class MovingException extends RuntimeException {
    /** Says that state is moving. */
    public MovingException(Throwable cause) {
      super("the state is moving between instances", cause);
    }
  }
}
