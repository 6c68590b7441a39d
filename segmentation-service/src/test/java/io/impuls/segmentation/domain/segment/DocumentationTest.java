package io.impuls.segmentation.domain.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.plan.SegmentDefinition;
import io.impuls.contracts.topic.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page about segments shows can be published. */
class DocumentationTest {

  private static final Path PAGE = Path.of("..", "docs", "segments.md");
  private static final Pattern DEFINITION = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PART =
      Pattern.compile("\\| `(\\{\"(?:not|tag|score|band|contact|segment)\".*?})` \\|");

  @Test
  void everyDefinitionCompiles() throws IOException {
    List<String> shown = found(DEFINITION);

    assertThat(shown).hasSize(6);
    for (String one : shown) {
      SegmentDefinition definition = Json.mapper().readValue(one, SegmentDefinition.class);
      assertThat(SegmentShelf.COMPILER.compile("s", 1, definition).problems()).as(one).isEmpty();
    }
  }

  @Test
  void everyPartCompiles() throws IOException {
    List<String> shown = found(PART);

    assertThat(shown).hasSize(6);
    for (String one : shown) {
      assertThat(SegmentShelf.COMPILER.compile("s", 1, SegmentShelf.read(one)).problems())
          .as(one)
          .isEmpty();
    }
  }

  private static List<String> found(Pattern pattern) throws IOException {
    return pattern
        .matcher(Files.readString(PAGE))
        .results()
        .map((MatchResult result) -> result.group(1))
        .toList();
  }
}
