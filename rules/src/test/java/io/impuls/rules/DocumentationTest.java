package io.impuls.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.rules.amount.AmountParser;
import io.impuls.rules.condition.ConditionParser;
import io.impuls.rules.condition.EventFields;
import io.impuls.rules.condition.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation shows is what the parsers read. */
class DocumentationTest {

  private static final Path PAGE = Path.of("..", "docs", "conditions.md");
  private static final Path README = Path.of("README.md");
  private static final Pattern SNIPPET =
      Pattern.compile("^```json (\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern TABLE_EXAMPLE = Pattern.compile("`(\"\\w+\": [^`]+)` \\|$");
  private static final Pattern PROBLEM_ROW = Pattern.compile("^\\| `(/\\S+)` \\| (.+) \\|$");

  record Snippet(Path file, String kind, String text) {}

  static List<Snippet> snippets() throws IOException {
    List<Snippet> found = new ArrayList<>();
    for (Path file : List.of(PAGE, README)) {
      Matcher snippet = SNIPPET.matcher(Files.readString(file));
      while (snippet.find()) {
        found.add(new Snippet(file, snippet.group(1), snippet.group(2)));
      }
    }
    return found;
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void everySnippetIsReadAsThePageSays(Snippet snippet) throws IOException {
    List<Problem> problems =
        switch (snippet.kind) {
          case "condition", "wrong" ->
              ConditionParser.parse(TestEvents.json(snippet.text), "").problems();
          case "contact" ->
              ConditionParser.parseOfContact(TestEvents.json(snippet.text), "").problems();
          case "amount" -> AmountParser.parse(TestEvents.json(snippet.text), "").problems();
          default -> throw new IllegalArgumentException("no such kind: " + snippet.kind);
        };

    if (snippet.kind.equals("wrong")) {
      assertThat(problems).isEqualTo(problemRows());
    } else {
      assertThat(problems).isEmpty();
    }
  }

  @Test
  void thePageHasSnippetsOfEveryKind() throws IOException {
    assertThat(snippets())
        .extracting(Snippet::kind)
        .contains("condition", "contact", "amount", "wrong");
    assertThat(snippets()).extracting(Snippet::file).contains(PAGE, README);
  }

  @ParameterizedTest
  @MethodSource("tableExamples")
  void everyExampleOfTheTableOfComparisonsIsRead(String example) {
    boolean number = example.matches("\"(gte|between)\".*");
    String field = number ? "order.value" : "page.path";

    assertThat(
            ConditionParser.parse(
                    TestEvents.json("{\"field\": \"" + field + "\", " + example + "}"), "")
                .problems())
        .isEmpty();
  }

  static List<String> tableExamples() throws IOException {
    List<String> examples =
        lines().map(TABLE_EXAMPLE::matcher).filter(Matcher::find).map(row -> row.group(1)).toList();
    return examples.stream().map(example -> example.replace("\\|", "|")).toList();
  }

  @Test
  void thePageNamesEveryFieldAndEveryComparison() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(EventFields.names()).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    assertThat(Operator.values())
        .allSatisfy(operator -> assertThat(page).contains("`" + operator.word() + "`"));
  }

  private static List<Problem> problemRows() throws IOException {
    return lines()
        .map(PROBLEM_ROW::matcher)
        .filter(Matcher::find)
        .map(row -> new Problem(row.group(1), row.group(2)))
        .filter(problem -> problem.pointer().startsWith("/all/"))
        .toList();
  }

  private static Stream<String> lines() throws IOException {
    return Files.readAllLines(PAGE).stream();
  }
}
