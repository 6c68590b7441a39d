package io.impuls.segmentation.domain;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A mark on a person: a case-insensitive key and the name that people see (semantics 3.12).
 *
 * @param key the name in upper case; two names that differ only in case are one tag
 * @param name the name as its author wrote it, national letters kept
 */
public record Tag(String key, String name) {

  /** Longest name, in characters: a tag is a word or two, and its key stands in every store row. */
  public static final int MAX_LENGTH = 100;

  /**
   * Gives the tag of this name: composed (NFC), runs of blanks made one, none at the ends.
   *
   * @throws IllegalArgumentException when nothing is left, it is too long or holds control
   *     characters
   */
  public static Tag named(String written) {
    String name = Normalizer.normalize(written, Normalizer.Form.NFC);
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("must not hold control characters");
    }
    name = name.strip().replaceAll("\\s+", " ");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("must not be blank");
    }
    if (name.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("must have at most " + MAX_LENGTH + " characters");
    }
    return new Tag(name.toUpperCase(Locale.ROOT), name);
  }
}
