package io.impuls.segmentation.domain;

import static io.impuls.segmentation.domain.Events.ANNA;
import static io.impuls.segmentation.domain.Events.did;
import static io.impuls.segmentation.domain.Events.looked;
import static io.impuls.segmentation.domain.Events.ordered;
import static io.impuls.segmentation.domain.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.VisitSource;
import org.junit.jupiter.api.Test;

/** The acceptance examples of the product's capabilities; each is named by its number. */
class AcceptanceTest {

  private static final String JACKETS =
      "{'name':'Jackets','tag':'Kurtka','anyOf':[{'event':'product.viewed','when':{'field':'product.category','equals':'Kurtki'}}]}";
  private static final String DRESSES =
      "{'name':'Dresses','tag':'Sukienka','anyOf':[{'event':'product.viewed','when':{'field':'product.category','equals':'Sukienki'}}]}";

  @Test
  void sg01ViewOfTheLoansPageGivesTheTag() {
    TaggedPerson anna =
        person(
            new RuleBook()
                .with(
                    "loans",
                    "{'name':'Loans','tag':'KREDYT','anyOf':[{'event':'page.viewed','when':{'field':'page.path','startsWith':'/kredyty'}}]}"));

    anna.does(viewed(ANNA, "/kredyty", "2026-05-01T10:00:00Z"));

    assertThat(anna.tags()).containsExactly("KREDYT=1");
  }

  @Test
  void sg13ViewedJacketDescribesAPreference() {
    TaggedPerson anna = person(new RuleBook().with("jackets", JACKETS));

    anna.does(looked(ANNA, "Kurtki", "Parka", "2026-05-01T10:00:00Z"));

    assertThat(anna.tags()).containsExactly("KURTKA=1");
  }

  @Test
  void sg14TagScoreCountsHowOftenItOccurred() {
    TaggedPerson anna = person(new RuleBook().with("jackets", JACKETS));

    anna.does(
        looked(ANNA, "Kurtki", "Parka", "2026-05-01T10:00:00Z"),
        looked(ANNA, "Kurtki", "Parka", "2026-05-01T11:00:00Z"),
        looked(ANNA, "Kurtki", "Anorak", "2026-05-01T12:00:00Z"));

    assertThat(anna.tags()).containsExactly("KURTKA=3");
  }

  @Test
  void sg16OneDressAndFourJacketsShowTheLevelOfInterest() {
    TaggedPerson anna = person(new RuleBook().with("jackets", JACKETS).with("dresses", DRESSES));

    anna.does(
        looked(ANNA, "Sukienki", "Maxi", "2026-05-01T09:00:00Z"),
        looked(ANNA, "Kurtki", "Parka", "2026-05-01T10:00:00Z"),
        looked(ANNA, "Kurtki", "Anorak", "2026-05-01T11:00:00Z"),
        looked(ANNA, "Kurtki", "Ramoneska", "2026-05-01T12:00:00Z"),
        looked(ANNA, "Kurtki", "Puchówka", "2026-05-01T13:00:00Z"));

    assertThat(anna.tags()).containsExactly("KURTKA=4", "SUKIENKA=1");
    assertThat(anna.strongest()).containsExactly("KURTKA", "SUKIENKA");
  }

  @Test
  void sg17ClickOnACategoryAndOnAProductAreTwoPoints() {
    TaggedPerson anna =
        person(
            new RuleBook()
                .with(
                    "jackets",
                    """
                    {'name':'Jackets','tag':'Kurtka','anyOf':[
                      {'event':'page.viewed','when':{'field':'page.path','glob':'/kurtki/**'}},
                      {'event':'product.viewed','when':{'field':'product.category','equals':'Kurtki'}}]}
                    """));

    anna.does(
        viewed(ANNA, "/kurtki/", "2026-05-01T10:00:00Z"),
        looked(ANNA, "Kurtki", "Parka", "2026-05-01T10:01:00Z"));

    assertThat(anna.tags()).containsExactly("KURTKA=2");
  }

  @Test
  void sg22FirmsSetTheirOwnIncrements() {
    String rule =
        "{'name':'n','tag':'Kurtka','increment':%s,'anyOf':[{'event':'%s','when':{'field':'product.category','equals':'Kurtki'}}]}";
    TaggedPerson anna =
        person(
            new RuleBook()
                .with("view", JACKETS)
                .with("cart", rule.formatted("3", EventTypes.CART_ADDED))
                .with("purchase", rule.formatted("10", EventTypes.ORDER_PLACED)));

    anna.does(
        did(ANNA, EventTypes.PRODUCT_VIEWED, "Kurtki", "2026-05-01T10:00:00Z"),
        did(ANNA, EventTypes.CART_ADDED, "Kurtki", "2026-05-01T10:01:00Z"),
        did(ANNA, EventTypes.ORDER_PLACED, "Kurtki", "2026-05-01T10:02:00Z"));

    // 1 + 3 + 10
    assertThat(anna.tags()).containsExactly("KURTKA=14");
  }

  @Test
  void aWordInProductNamesGivesAPointForEachLineOfAnOrder() {
    TaggedPerson anna =
        person(
            new RuleBook()
                .with(
                    "t-light",
                    """
                    {'name':'T-lights','tag':'T-LIGHT',
                     'anyOf':[{'event':'order.placed','when':{'field':'product.name','contains':'T-LIGHT'}}],
                     'increment':{'count':'items','where':{'field':'product.name','contains':'T-LIGHT'}}}
                    """));

    assertThat(
            anna.does(
                ordered(
                    ANNA,
                    "2010-12-01T08:26:00Z",
                    "WHITE HANGING HEART T-LIGHT HOLDER",
                    "WHITE METAL LANTERN",
                    "GLASS STAR FROSTED T-LIGHT HOLDER")))
        .hasSize(1);
    anna.does(ordered(ANNA, "2010-12-02T08:26:00Z", "WHITE METAL LANTERN"));

    assertThat(anna.tags()).containsExactly("T-LIGHT=2");
  }

  @Test
  void theVisitSourceGivesATag() {
    TaggedPerson anna =
        person(
            new RuleBook()
                .with(
                    "social",
                    "{'name':'Social','tag':'FROM SOCIAL','anyOf':[{'event':'page.viewed','when':{'field':'visit.source','equals':'SOCIAL'}}]}"));

    anna.does(
        viewed(ANNA, "/", "2026-05-01T10:00:00Z", VisitSource.Kind.SOCIAL, Agent.HUMAN),
        viewed(ANNA, "/", "2026-05-01T10:05:00Z", VisitSource.Kind.INTERNAL, Agent.HUMAN));

    assertThat(anna.tags()).containsExactly("FROM SOCIAL=1");
  }

  private static TaggedPerson person(RuleBook book) {
    return new TaggedPerson(book.rules());
  }
}
