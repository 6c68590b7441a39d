package io.impuls.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.Product;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Session;
import io.impuls.contracts.event.SessionCategory;
import io.impuls.contracts.event.VisitSource;
import io.impuls.rules.TestEvents;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionFieldsTest {

  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  /** Seven products in two categories, one left in the cart, ten minutes long. */
  private static final Event ENDED =
      TestEvents.event("session.ended")
          .build()
          .resolved(
              new Resolution(
                  new UUID(1, 1),
                  null,
                  null,
                  Agent.HUMAN,
                  null,
                  new UUID(2, 2),
                  new Session(
                      1,
                      false,
                      START,
                      START.plusSeconds(600),
                      START.plusSeconds(2_400),
                      20,
                      9,
                      240,
                      false,
                      "/kurtki",
                      "kurtka zimowa",
                      new VisitSource(VisitSource.Kind.ADS, "google"),
                      new VisitSource(VisitSource.Kind.EMAIL, "newsletter"),
                      List.of("a", "b", "c", "d", "e", "f", "g"),
                      List.of(new SessionCategory("Kurtki", 6), new SessionCategory("Buty", 1)),
                      false,
                      List.of(new Product("a", null, null, null, null, null, null))),
                  null));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'field':'session.durationSeconds','equals':600}         | true
          {'field':'session.activeSeconds','between':[240,240]}    | true
          {'field':'session.events','gt':20}                       | false
          {'field':'session.pages','equals':9}                     | true
          {'field':'session.products','gte':7}                     | true
          {'field':'session.categories','equals':2}                | true
          {'field':'session.product','in':['x','g']}               | true
          {'field':'session.category','equals':'Buty'}             | true
          {'field':'session.categoryProducts','gte':6}             | true
          {'field':'session.categoryProducts','gte':7}             | false
          {'field':'session.cart','gt':0}                          | true
          {'field':'session.cartProduct','equals':'a'}             | true
          {'field':'session.firstSource','equals':'ADS'}           | true
          {'field':'session.lastSource','equals':'EMAIL'}          | true
          {'field':'session.landingPath','startsWith':'/kurt'}     | true
          {'field':'session.phrase','contains':'zimowa'}           | true
          {'field':'session.loggedOut','equals':false}             | true
          """)
  void readTheWholeVisit(String json, boolean holds) {
    assertThat(holds(json, ENDED)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'field':'session.products','exists':false}              | true
          {'field':'session.product','exists':false}               | true
          {'field':'session.firstSource','exists':false}           | true
          {'field':'page.activeSeconds','gte':30}                  | true
          {'field':'page.activeSeconds','gt':45}                   | false
          """)
  void anEventInsideAVisitHasThoseOfItsPageOnly(String json, boolean holds) {
    Event engaged =
        TestEvents.event("page.engaged")
            .on(new Page("https://shop.example/tv", "/tv", null, null, "view", 45L))
            .build();

    assertThat(holds(json, engaged)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'field':'visit.campaign','equals':'zima'}               | true
          {'field':'visit.phrase','contains':'buty'}               | true
          """)
  void anEventSaysByWhichCampaignAndPhraseItsPageWasComeTo(String json, boolean holds) {
    Event view =
        TestEvents.pageView("/buty")
            .resolved(
                Agent.HUMAN, new VisitSource(VisitSource.Kind.ADS, "google", "zima", "buty meskie"))
            .build();

    assertThat(holds(json, view)).isEqualTo(holds);
  }

  private static boolean holds(String json, Event event) {
    return ConditionParser.parse(TestEvents.json(json), "").orElseThrow().test(event);
  }
}
