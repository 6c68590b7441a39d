package io.impuls.segmentation.domain;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.plan.ScoringPlanDefinition.Rule;
import io.impuls.contracts.plan.TagRuleDefinition;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.rules.amount.Amount;
import io.impuls.rules.amount.AmountParser;
import io.impuls.rules.definition.ActivityParser;
import io.impuls.rules.definition.AwaitedCompiler;
import io.impuls.rules.definition.CapParser;
import io.impuls.rules.definition.CapPer;
import io.impuls.rules.definition.DecayCompiler;
import io.impuls.rules.definition.DefinitionName;
import io.impuls.rules.definition.Durations;
import io.impuls.rules.definition.QuietHoursCompiler;
import io.impuls.rules.index.Branch;
import io.impuls.segmentation.domain.TagRule.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns what a marketer wrote into a rule, or into everything that is wrong with it. */
public final class TagRuleCompiler {

  /** Zone of a cap by the calendar, and of quiet hours, that name none. */
  static final String DEFAULT_ZONE = "UTC";

  private final CapParser caps;
  private final Duration longest;

  /**
   * Makes the compiler.
   *
   * @param longest longest window of a cap, wait, decay or time to live: matches are kept only so
   *     long
   */
  public TagRuleCompiler(Duration longest) {
    this.caps = new CapParser(longest, DEFAULT_ZONE);
    this.longest = longest;
  }

  /** Gives the compiled rule, or all problems with pointers into the definition. */
  public Parsed<TagRule> compile(String id, int version, TagRuleDefinition written) {
    List<Problem> problems = new ArrayList<>();
    if (!DefinitionName.valid(written.name())) {
      problems.add(new Problem("/name", "a rule " + DefinitionName.RULE));
    }
    Optional<List<Branch>> anyOf = taken(ActivityParser.parse(written.anyOf(), "/anyOf"), problems);
    Optional<Tag> tag = taken(tag(written.tag()), problems);
    Optional<Amount> increment =
        written.remove() ? Optional.empty() : taken(increment(written.increment()), problems);
    Optional<CapPer> cap =
        written.cap() == null
            ? Optional.empty()
            : taken(caps.parse(written.cap(), "/cap"), problems);
    Time time = time(id, written, problems);
    if (written.remove()) {
      nothingBesideRemove(written, problems);
    }
    return problems.isEmpty()
        ? new Parsed.Ok<>(
            new TagRule(
                id,
                version,
                written.name(),
                anyOf.orElseThrow(),
                tag.orElseThrow(),
                increment.orElse(null),
                cap,
                time,
                written.remove()))
        : new Parsed.Failed<>(problems);
  }

  /** What tag rules and those of scoring plans share is read as of a rule of a plan. */
  private Time time(String id, TagRuleDefinition written, List<Problem> problems) {
    Rule rule =
        new Rule(
            id,
            written.name(),
            written.anyOf(),
            written.increment(),
            written.cap(),
            written.quietHours(),
            false,
            written.unless(),
            null,
            written.decay());
    bySteps(written, problems);
    return new Time(
        ttl(written, problems),
        Optional.ofNullable(new DecayCompiler(longest, problems).compile(rule, "")),
        Optional.ofNullable(new AwaitedCompiler(longest, problems).compile(rule, "")),
        Optional.ofNullable(
            new QuietHoursCompiler(DEFAULT_ZONE, problems)
                .compile(written.quietHours(), "/quietHours")));
  }

  private static void bySteps(TagRuleDefinition written, List<Problem> problems) {
    if (written.decay() != null
        && (written.decay().linear() != null
            || written.decay().halfLife() != null
            || written.decay().negative() != null)) {
      problems.add(
          new Problem(
              "/decay",
              "has one of \"expire\" and \"steps\": scores of tags do not go along lines or by"
                  + " half-lives, and are never below zero"));
    }
  }

  private Optional<Ttl> ttl(TagRuleDefinition written, List<Problem> problems) {
    if (written.ttl() == null) {
      return Optional.empty();
    }
    if (written.decay() != null || written.unless() != null) {
      problems.add(
          new Problem(
              "/ttl",
              "leave it out, or leave out \"decay\" and \"unless\": the tag ends as a whole, or its"
                  + " points go one by one, or it is given by passing time and stays"));
    }
    Optional<Duration> within = Durations.parse(written.ttl().within(), longest);
    if (within.isEmpty()) {
      problems.add(
          new Problem(
              "/ttl/within",
              "needs an ISO 8601 duration such as \"P30D\", more than nothing and at most "
                  + longest));
    }
    return within.map(length -> new Ttl(length, written.ttl().mode()));
  }

  private static void nothingBesideRemove(TagRuleDefinition written, List<Problem> problems) {
    Stream.of(
            Optional.ofNullable(written.increment()).map(given -> "/increment"),
            Optional.ofNullable(written.cap()).map(given -> "/cap"),
            Optional.ofNullable(written.ttl()).map(given -> "/ttl"),
            Optional.ofNullable(written.decay()).map(given -> "/decay"))
        .flatMap(Optional::stream)
        .map(at -> new Problem(at, "leave it out: the rule takes the tag away"))
        .forEach(problems::add);
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
