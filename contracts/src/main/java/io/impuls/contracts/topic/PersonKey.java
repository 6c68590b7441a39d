package io.impuls.contracts.topic;

import java.util.UUID;

/**
 * Key of every topic about persons: {@code <workspace>|<person>} as text, so any tool can read it.
 *
 * @param workspace the tenant
 * @param person the person
 */
public record PersonKey(UUID workspace, UUID person) {

  /** Gives the key as it stands on the topic. */
  public String text() {
    return workspace + "|" + person;
  }

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException when it is not two UUIDs joined by {@code |}
   */
  public static PersonKey parse(String text) {
    int bar = text.indexOf('|');
    if (bar < 0) {
      throw new IllegalArgumentException("a person key is <workspace>|<person>, not " + text);
    }
    return new PersonKey(
        UUID.fromString(text.substring(0, bar)), UUID.fromString(text.substring(bar + 1)));
  }
}
