package io.impuls.segmentation.domain.catalogue;

import io.impuls.contracts.plan.TagDefinition;
import io.impuls.contracts.plan.TagDefinition.Sensitivity;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.segmentation.domain.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks what users say about a tag. */
public final class TagEntry {

  private static final Pattern COLOUR = Pattern.compile("#[0-9A-Fa-f]{6}");
  private static final int LONGEST_GROUP = 100;

  /**
   * Beginnings of words that name something about health, faith, politics or the like (GDPR art.
   * 9), Polish and English, in upper case.
   */
  private static final List<String> DELICATE =
      List.of(
          "WZROK",
          "SOCZEW",
          "OKULAR",
          "CHOR",
          "LEKI",
          "LEK ",
          "CUKRZ",
          "CIĄŻ",
          "ALERG",
          "DEPRES",
          "NIEPEŁNOSPR",
          "TERAP",
          "RELIG",
          "WYZNAN",
          "POLITY",
          "ORIENTACJ",
          "VISION",
          "LENS",
          "DISEASE",
          "ILLNESS",
          "DIABET",
          "PREGNAN",
          "ALLERG",
          "DISAB",
          "THERAP",
          "MEDIC",
          "HEALTH",
          "FAITH",
          "POLITIC");

  private TagEntry() {}

  /** Gives the definition, or everything that is wrong with it. */
  public static Parsed<TagDefinition> check(TagDefinition written) {
    List<Problem> problems = new ArrayList<>();
    name(written.name()).ifPresent(fault -> problems.add(new Problem("/name", fault)));
    if (written.group() != null
        && (written.group().isBlank() || written.group().length() > LONGEST_GROUP)) {
      problems.add(
          new Problem(
              "/group", "has 1 to " + LONGEST_GROUP + " characters; leave it out for none"));
    }
    if (written.colour() != null && !COLOUR.matcher(written.colour()).matches()) {
      problems.add(new Problem("/colour", "is written like \"#3366CC\"; leave it out for none"));
    }
    if (written.merged() != null && written.merged().into().equals(written.tag())) {
      problems.add(new Problem("/into", "is another tag"));
    }
    return Parsed.of(written, problems);
  }

  private static Optional<String> name(String name) {
    try {
      Tag.named(name == null ? "" : name);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("the tag's name " + e.getMessage());
    }
  }

  /** Gives what an author should think about; empty for nothing. */
  public static Optional<String> hint(TagDefinition written) {
    return written.sensitivity() == Sensitivity.NORMAL
        ? hint(written.tag()).or(() -> hint(Tag.named(written.name()).key()))
        : Optional.empty();
  }

  /** Gives what the author of something that gives tags should think about; empty for nothing. */
  public static Optional<String> hint(Catalogue said, Stream<Tag> given) {
    return given
        .map(Tag::key)
        .filter(key -> !said.sensitive(key))
        .flatMap(key -> hint(key).stream().map(hint -> key + ": " + hint))
        .findFirst();
  }

  private static Optional<String> hint(String key) {
    return DELICATE.stream().anyMatch(word -> (" " + key + " ").contains(" " + word))
        ? Optional.of(
            "The name may say something about health, faith or the like (GDPR art. 9): then the"
                + " catalogue should say \"sensitivity\": \"SENSITIVE\" of it")
        : Optional.empty();
  }
}
