package io.impuls.segmentation.domain.matrix;

import static io.impuls.segmentation.domain.Events.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.tag.TagOrigin;
import io.impuls.segmentation.domain.Events;
import io.impuls.segmentation.domain.RuleBook;
import io.impuls.segmentation.domain.TagRules;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatricesTest {

  private static final String AT = "2026-05-01T10:00:00Z";

  @Test
  void oneEventGetsTheTagsOfAllItsRowsOnceEach() {
    TagRules rules =
        new Tables()
            .with(
                "m",
                """
                {'pattern':'/hiszpania','marks':[{'tag':'Hiszpania'},{'tag':'Wakacje','increment':2}]},
                {'pattern':'/hisz*','marks':[{'tag':'HISZPANIA','increment':0.5}]},
                {'pattern':'/grecja','marks':[{'tag':'Grecja'}]}
                """)
            .rules();

    assertThat(given(rules, Events.viewed(ANNA, "/hiszpania", AT)))
        .containsExactly(
            "HISZPANIA 1500 row 1: PATH /hiszpania; row 2: PATH /hisz*",
            "WAKACJE 2000 row 1: PATH /hiszpania");
    assertThat(given(rules, Events.viewed(ANNA, "/kontakt", AT))).isEmpty();
    assertThat(given(rules, Events.looked(ANNA, "/hiszpania", "p", AT))).isEmpty();
    assertThat(rules.tag("HISZPANIA").name()).isEqualTo("Hiszpania");
  }

  /** SG-17: a click on the category and one on a jacket of it are both a point. */
  @Test
  void categoriesAreThoseOfProductsAndOfEvents() {
    TagRules rules =
        new Tables()
            .with("m", "{'match':'CATEGORY','pattern':'Kurtki*','marks':[{'tag':'KURTKA'}]}")
            .rules();
    Event category =
        io.impuls.testkit.Events.of("category.viewed")
            .property("category", "Kurtki")
            .at(AT)
            .person(ANNA)
            .build();

    assertThat(given(rules, category)).hasSize(1);
    assertThat(given(rules, Events.looked(ANNA, "Kurtki/Zimowe", "p", AT))).hasSize(1);
    assertThat(given(rules, Events.did(ANNA, "cart.added", "Kurtki", AT))).isEmpty();
  }

  @Test
  void tagsAreTakenFromAddressesAndMadeReadable() {
    TagRules rules =
        new Tables()
            .with("m", "{'pattern':'/kategoria/{tag}/**','marks':[{'tag':'Kat. {tag}'}]}")
            .rules();

    assertThat(keys(rules, "/kategoria/buty-damskie")).containsExactly("KAT. BUTY DAMSKIE");
    assertThat(keys(rules, "/kategoria/buty_damskie/x")).containsExactly("KAT. BUTY DAMSKIE");
    assertThat(keys(rules, "/kategoria/%C5%BCakiety")).containsExactly("KAT. ŻAKIETY");
    assertThat(keys(rules, "/kategoria/100%25")).containsExactly("KAT. 100%");
    assertThat(keys(rules, "/kategoria/--")).isEmpty();
    assertThat(keys(rules, "/kategoria/%00a")).isEmpty();
    assertThat(keys(rules, "/kategoria/" + "x".repeat(60))).hasSize(1);
    assertThat(keys(rules, "/kategoria/" + "x".repeat(61))).isEmpty();
  }

  @Test
  void theVersionInForceJudges() {
    Instant edit = Instant.parse("2026-05-02T00:00:00Z");
    TagRules rules =
        new Tables()
            .with("m", 1, Instant.MIN, edit, "{'pattern':'/a','marks':[{'tag':'OLD'}]}", "")
            .with("m", 2, edit, Instant.MAX, "{'pattern':'/a','marks':[{'tag':'NEW'}]}", "")
            .with("gone", 1, Instant.MIN, edit, "{'pattern':'/a','marks':[{'tag':'X'}]}", "")
            .with(
                "gone",
                2,
                edit,
                Instant.MAX,
                "{'pattern':'/a','marks':[{'tag':'X'}]}",
                ",'state':'ARCHIVED'")
            .rules();

    assertThat(keys(rules, "/a")).containsExactly("X", "OLD");
    assertThat(given(rules, Events.viewed(ANNA, "/a", "2026-05-02T00:00:00Z")))
        .containsExactly("NEW 1000 row 1: PATH /a");
  }

  @Test
  void matricesStandBesideRules() {
    TagRules rules =
        new RuleBook()
            .with("r", "{'name':'r','anyOf':[{'event':'page.viewed'}],'tag':'a'}")
            .rules()
            .with(new Tables().with("m", "{'pattern':'/a','marks':[{'tag':'A'}]}").matrices());
    List<TagOrigin> origins =
        rules.matches(Events.viewed(ANNA, "/a", AT)).stream().map(rules::origin).toList();

    assertThat(keys(rules, "/a")).containsExactly("A", "A");
    assertThat(origins).containsExactly(TagOrigin.RULE, TagOrigin.MATRIX);
    assertThat(rules.tag("A").name()).isEqualTo("a");
    assertThat(rules.lineages("A")).hasValueSatisfying(all -> assertThat(all).hasSize(3));
  }

  private static List<String> keys(TagRules rules, String path) {
    return rules.matches(Events.viewed(ANNA, path, AT)).stream()
        .filter(match -> match.potential() > 0)
        .map(rules::key)
        .toList();
  }

  private static List<String> given(TagRules rules, Event event) {
    return rules.matches(event).stream()
        .map(match -> rules.key(match) + " " + match.potential() + " " + match.note())
        .toList();
  }
}
