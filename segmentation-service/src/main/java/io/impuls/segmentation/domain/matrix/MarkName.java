package io.impuls.segmentation.domain.matrix;

import io.impuls.segmentation.domain.Tag;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a tag as a row writes it: fixed, or with parts that the row's pattern catches.
 *
 * @param written such as {@code HISZPANIA} or {@code Kategoria {tag}}
 */
public record MarkName(String written) {

  /** Longest part of an address that becomes (part of) a tag, in characters. */
  public static final int LONGEST_PART = 60;

  private static final Pattern PART = Pattern.compile("\\{([A-Za-z][A-Za-z0-9]{0,29})\\}");

  /** Gives the names of the parts that it needs. */
  Set<String> parts() {
    Set<String> names = new TreeSet<>();
    Matcher part = PART.matcher(written);
    while (part.find()) {
      names.add(part.group(1));
    }
    return names;
  }

  /** Whether it takes something from what people look at. */
  boolean takes() {
    return PART.matcher(written).find();
  }

  /**
   * Gives the tag: of what was caught percent escapes are read, and {@code -}, {@code _} and {@code
   * +} become blanks. Empty where that is no tag: nothing was caught, no letter or digit is in it,
   * or it is longer than {@link #LONGEST_PART} characters.
   */
  Optional<Tag> of(Map<String, String> caught) {
    StringBuilder name = new StringBuilder();
    Matcher part = PART.matcher(written);
    int from = 0;
    while (part.find()) {
      Optional<String> text = Optional.ofNullable(caught.get(part.group(1))).map(MarkName::read);
      if (text.isEmpty() || !fits(text.get())) {
        return Optional.empty();
      }
      name.append(written, from, part.start()).append(text.get());
      from = part.end();
    }
    name.append(written, from, written.length());
    try {
      return Optional.of(Tag.named(name.toString()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean fits(String text) {
    return text.length() <= LONGEST_PART && text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  private static String read(String caught) {
    String plain = caught;
    if (caught.indexOf('%') >= 0) {
      try {
        plain = URLDecoder.decode(caught, StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        // no escape after all: the sign stands for itself
        plain = caught;
      }
    }
    return plain.replace('-', ' ').replace('_', ' ').replace('+', ' ').strip();
  }
}
