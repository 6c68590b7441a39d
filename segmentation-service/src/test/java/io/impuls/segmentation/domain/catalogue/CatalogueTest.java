package io.impuls.segmentation.domain.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.plan.TagDefinition;
import io.impuls.contracts.plan.TagDefinition.Sensitivity;
import io.impuls.rules.Problem;
import io.impuls.segmentation.domain.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

  @Test
  void aTagIsWhatItBecame() {
    Catalogue said = new Sayings().merged("A", "B").merged("B", "C").catalogue();

    assertThat(said.resolve("A")).isEqualTo("C");
    assertThat(said.resolve("C")).isEqualTo("C");
    assertThat(said.sources("C")).containsExactly("C", "A", "B");
    assertThat(said.sources("A")).containsExactly("A");
    assertThat(said.merges().everPart()).containsExactlyInAnyOrder("A", "B", "C");
  }

  @Test
  void whatIsTakenBackIsStillKnownToHaveBeen() {
    Catalogue said = new Sayings().merged("A", "B").unmerged("A").catalogue();

    assertThat(said.resolve("A")).isEqualTo("A");
    assertThat(said.merges().everPart()).containsExactlyInAnyOrder("A", "B");
  }

  /** Two users at once: whoever looks finds the same tag. */
  @Test
  void aCircleIsItsFirstTag() {
    Catalogue said = new Sayings().merged("C", "B").merged("B", "C").merged("X", "C").catalogue();

    assertThat(said.resolve("B")).isEqualTo("B");
    assertThat(said.resolve("C")).isEqualTo("B");
    assertThat(said.resolve("X")).isEqualTo("B");
  }

  @Test
  void aTagWithASensitivePartIsSensitive() {
    Catalogue said =
        new Sayings().named("B", "Soczewki", Sensitivity.SENSITIVE).merged("A", "C").catalogue();

    assertThat(said.tag("B")).contains(new Tag("B", "Soczewki"));
    assertThat(said.sensitive("B")).isTrue();
    assertThat(said.sensitive("C")).isFalse();
  }

  @Test
  void faultsArePointedAt() {
    TagDefinition faulty = new TagDefinition("T", " ", "", "red", null, null);

    assertThat(TagEntry.check(faulty).problems())
        .extracting(Problem::pointer)
        .containsExactly("/name", "/group", "/colour");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "Wada wzroku, true",
    "Soczewki -2.5, true",
    "Kobieta w ciąży, true",
    "Diabetes, true",
    "Klient lekki, false",
    "Kurtka, false",
  })
  void namesThatMayBeAboutHealthGetAHint(String name, boolean hinted) {
    TagDefinition normal =
        new TagDefinition(Tag.named(name).key(), name, null, null, Sensitivity.NORMAL, null);
    TagDefinition marked =
        new TagDefinition(Tag.named(name).key(), name, null, null, Sensitivity.SENSITIVE, null);

    assertThat(TagEntry.hint(normal).isPresent()).isEqualTo(hinted);
    assertThat(TagEntry.hint(marked)).isEmpty();
  }
}
