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
 * @param fixed the tag of a fixed name; empty for a name with parts, or none that a tag can have
 */
public record MarkName(String written, Optional<Tag> fixed) {

  /** Longest part of an address that becomes (part of) a tag, in characters. */
  public static final int LONGEST_PART = 60;

  private static final Pattern PART = Pattern.compile("\\{([A-Za-z][A-Za-z0-9]{0,29})\\}");

  /** Reads what a row writes. */
  public MarkName(String written) {
    this(written, PART.matcher(written).find() ? Optional.empty() : tag(written));
  }

  private static Optional<Tag> tag(String name) {
    try {
      return Optional.of(Tag.named(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

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
    return fixed.isEmpty() && PART.matcher(written).find();
  }

  /**
   * Gives the tag: of what was caught percent escapes are read, and {@code -}, {@code _} and {@code
   * +} become blanks. Empty where that is no tag: nothing was caught, no letter or digit is in it,
   * or it is longer than {@link #LONGEST_PART} characters.
   */
  Optional<Tag> of(Map<String, String> caught) {
    if (fixed.isPresent()) {
      return fixed;
    }
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
    return tag(name.toString());
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
