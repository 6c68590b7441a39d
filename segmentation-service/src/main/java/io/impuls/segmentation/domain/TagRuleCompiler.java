package io.impuls.segmentation.domain;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.plan.TagRuleDefinition;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.rules.amount.Amount;
import io.impuls.rules.amount.AmountParser;
import io.impuls.rules.definition.ActivityParser;
import io.impuls.rules.definition.CapParser;
import io.impuls.rules.definition.CapPer;
import io.impuls.rules.definition.DefinitionName;
import io.impuls.rules.index.Branch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns what a marketer wrote into a rule, or into everything that is wrong with it. */
public final class TagRuleCompiler {

  /** Zone of a cap by the calendar that names none. */
  static final String DEFAULT_ZONE = "UTC";

  private final CapParser caps;

  /**
   * Makes the compiler.
   *
   * @param longestWindow longest window of a cap: matches are kept only so long
   */
  public TagRuleCompiler(Duration longestWindow) {
    this.caps = new CapParser(longestWindow, DEFAULT_ZONE);
  }

  /** Gives the compiled rule, or all problems with pointers into the definition. */
  public Parsed<TagRule> compile(String id, int version, TagRuleDefinition written) {
    List<Problem> problems = new ArrayList<>();
    if (!DefinitionName.valid(written.name())) {
      problems.add(new Problem("/name", "a rule " + DefinitionName.RULE));
    }
    Optional<List<Branch>> anyOf = taken(ActivityParser.parse(written.anyOf(), "/anyOf"), problems);
    Optional<Tag> tag = taken(tag(written.tag()), problems);
    Optional<Amount> increment = taken(increment(written.increment()), problems);
    Optional<CapPer> cap =
        written.cap() == null
            ? Optional.empty()
            : taken(caps.parse(written.cap(), "/cap"), problems);
    return problems.isEmpty()
        ? new Parsed.Ok<>(
            new TagRule(
                id,
                version,
                written.name(),
                anyOf.orElseThrow(),
                tag.orElseThrow(),
                increment.orElseThrow(),
                cap))
        : new Parsed.Failed<>(problems);
  }

  private static Parsed<Tag> tag(String written) {
    try {
      return new Parsed.Ok<>(Tag.named(written == null ? "" : written));
    } catch (IllegalArgumentException e) {
      return failed("/tag", "the tag's name " + e.getMessage());
    }
  }

  private static Parsed<Amount> increment(JsonNode written) {
    if (written == null || written.isNull()) {
      return new Parsed.Ok<>(Amount.ONE);
    }
    return written.isNumber() && written.doubleValue() <= 0
        ? failed("/increment", "an assignment adds something: a number above 0")
        : AmountParser.parse(written, "/increment");
  }

  private static <T> Optional<T> taken(Parsed<T> parsed, List<Problem> problems) {
    problems.addAll(parsed.problems());
    return parsed.value();
  }

  private static <T> Parsed<T> failed(String pointer, String message) {
    return new Parsed.Failed<>(List.of(new Problem(pointer, message)));
  }
}
