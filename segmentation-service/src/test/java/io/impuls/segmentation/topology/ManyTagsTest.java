package io.impuls.segmentation.topology;

import static io.impuls.segmentation.domain.Events.ANNA;
import static io.impuls.segmentation.domain.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.tag.TagChange;
import io.impuls.segmentation.domain.RuleBook;
import io.impuls.segmentation.domain.TagCard;
import org.junit.jupiter.api.Test;

/** SG-15: unlimited tags per contact. */
class ManyTagsTest {

  private static final int TAGS = 5_000;

  @Test
  void aPersonMayHaveThousandsOfTagsAndAnEventChangesOnlyItsOwn() {
    RuleBook book = new RuleBook();
    for (int i = 0; i < TAGS; i++) {
      book.with(
          "rule-" + i,
          "{'name':'r','anyOf':[{'event':'page.viewed','when':{'field':'page.path','in':['/all','/p%d']}}],'tag':'TAG %d'}"
              .formatted(i, i));
    }
    try (Stream stream = new Stream(book.rules())) {
      stream.take(viewed(ANNA, "/all", "2026-05-01T10:00:00Z"));
      assertThat(stream.changes()).hasSize(TAGS);

      stream.take(viewed(ANNA, "/p42", "2026-05-01T10:00:01Z"));

      assertThat(stream.changes())
          .singleElement()
          .extracting(TagChange::tag, TagChange::version)
          .containsExactly("TAG 42", TAGS + 1L);
      assertThat(stream.tags(ANNA)).hasSize(TAGS).contains("TAG 42=2");
      assertThat(stream.head(ANNA).orElseThrow().state()).isEqualTo(new TagCard(TAGS));
    }
  }
}
