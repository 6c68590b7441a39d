package io.impuls.tracking.resolver.domain;

import static io.impuls.tracking.resolver.domain.Shopper.START;
import static io.impuls.tracking.resolver.domain.Shopper.at;
import static io.impuls.tracking.resolver.domain.Shopper.engaged;
import static io.impuls.tracking.resolver.domain.Shopper.pieces;
import static io.impuls.tracking.resolver.domain.Shopper.ping;
import static io.impuls.tracking.resolver.domain.Shopper.product;
import static io.impuls.tracking.resolver.domain.Shopper.products;
import static io.impuls.tracking.resolver.domain.Shopper.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Session;
import io.impuls.contracts.event.SessionCategory;
import io.impuls.contracts.event.VisitSource;
import io.impuls.contracts.event.VisitSource.Kind;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a visit says of itself, worked out by hand. */
class VisitsTest {

  private final Shopper shopper = new Shopper();

  @Test
  void activeTimeIsTheMostThatIsSaidOfEachView() {
    shopper.does(view(0, "/tv"));
    shopper.does(engaged(20, "/tv", "a", 15));
    shopper.does(engaged(60, "/tv", "a", 45));
    shopper.does(engaged(61, "/tv", "a", 45));
    shopper.does(engaged(90, "/audio", "b", 20));

    // 45 s of the first view, 20 s of the second
    assertThat(shopper.visit().activeSeconds()).isEqualTo(65);
  }

  @Test
  void heartbeatsAddUpToTheirViewInAnyOrder() {
    shopper.does(view(0, "/tv"));
    shopper.does(ping(10, "/tv", "a", 10));
    Visits.Joined third = shopper.does(ping(30, "/tv", "a", 10));
    Visits.Joined second = shopper.does(ping(20, "/tv", "a", 10));

    assertThat(third.viewSeconds()).isEqualTo(20);
    assertThat(second.viewSeconds()).isEqualTo(30);
    assertThat(shopper.visit().activeSeconds()).isEqualTo(30);
  }

  @Test
  void productsAndCategoriesCountOnceEach() {
    shopper.does(products(EventTypes.PRODUCT_VIEWED, 0, product("dress", "Dresses")));
    shopper.does(products(EventTypes.PRODUCT_VIEWED, 1, product("jacket-1", "Jackets")));
    shopper.does(products(EventTypes.PRODUCT_VIEWED, 2, product("jacket-2", "Jackets")));
    shopper.does(products(EventTypes.CART_ADDED, 3, product("jacket-2", "Jackets")));
    shopper.does(at(EventTypes.CATEGORY_VIEWED, 4).property("category", "Shoes").build());
    shopper.does(products(EventTypes.CART_VIEWED, 5, product("belt", "Belts")));

    Session visit = shopper.visit();
    assertThat(visit.products()).containsExactly("dress", "jacket-1", "jacket-2");
    assertThat(visit.categories())
        .containsExactly(
            new SessionCategory("Dresses", 1),
            new SessionCategory("Jackets", 2),
            new SessionCategory("Shoes", 0));
    assertThat(visit.cut()).isFalse();
  }

  @Test
  void listsAreCutAndSayIt() {
    for (int i = 0; i <= Interests.MOST_PRODUCTS; i++) {
      shopper.does(products(EventTypes.PRODUCT_VIEWED, i, product("p" + i, "c" + i)));
    }

    Session visit = shopper.visit();
    assertThat(visit.products()).hasSize(Interests.MOST_PRODUCTS);
    assertThat(visit.categories()).hasSize(Interests.MOST_CATEGORIES);
    assertThat(visit.cut()).isTrue();
  }

  @Test
  void theCartIsWhatItsEventsCameToInTheirOrder() {
    shopper.does(products(EventTypes.CART_ADDED, 10, pieces("shoes", 1), pieces("belt", 2)));
    shopper.does(products(EventTypes.CART_REMOVED, 30, pieces("belt", 1)));
    shopper.does(products(EventTypes.CART_ADDED, 40, pieces("shoes", 2)));
    assertThat(shopper.visit().cart()).containsExactly(pieces("shoes", 3), pieces("belt", 1));

    // late: at second 20 the whole cart was one hat
    shopper.does(products(EventTypes.CART_UPDATED, 20, pieces("hat", 1)));
    assertThat(shopper.visit().cart()).containsExactly(pieces("hat", 1), pieces("shoes", 2));

    shopper.does(products(EventTypes.ORDER_PLACED, 50));
    assertThat(shopper.visit().cart()).isEmpty();
  }

  @Test
  void knowsHowTheVisitorCameFirstAndLast() {
    shopper.does(view(0, "/buty?utm_source=facebook&utm_campaign=jesien&utm_term=buty+meskie"));
    shopper.does(view(10, "/buty/1", "https://shop.test/buty"));
    shopper.does(view(60, "/buty/1", "https://www.google.com/search?q=opinie"));
    shopper.does(view(70, "/kasa", "https://shop.test/buty/1"));
    shopper.does(at(EventTypes.SEARCH_PERFORMED, 80).property("query", "pasek").build());

    Session visit = shopper.visit();
    assertThat(visit.firstSource())
        .isEqualTo(new VisitSource(Kind.SOCIAL, "facebook", "jesien", "buty meskie"));
    assertThat(visit.lastSource().kind()).isEqualTo(Kind.ORGANIC);
    assertThat(visit.lastSource().phrase()).isEqualTo("opinie");
    assertThat(visit.phrase()).isEqualTo("buty meskie");
    assertThat(visit.landingPath()).isEqualTo("/buty");
  }

  @Test
  void aSearchOnTheSiteIsThePhraseWhereTheWayInHadNone() {
    shopper.does(view(0, "/"));
    shopper.does(at(EventTypes.SEARCH_PERFORMED, 10).property("query", "buty").build());

    assertThat(shopper.visit().phrase()).isEqualTo("buty");
  }

  @Test
  void aLogoutEndsTheVisitAtOnce() {
    shopper.does(view(0, "/konto"));
    shopper.does(at(EventTypes.PERSON_LOGGED_OUT, 60).build());
    // told on leaving, a moment after the click on "log out"
    shopper.does(engaged(61, "/konto", "a", 55));
    shopper.does(view(62, "/"));

    List<Session> visits = shopper.visits();
    assertThat(visits).hasSize(2);
    assertThat(visits.get(0).loggedOut()).isTrue();
    assertThat(visits.get(0).dueAt()).isEqualTo(START.plusSeconds(60));
    assertThat(visits.get(0).activeSeconds()).isEqualTo(55);
    assertThat(visits.get(1).startedAt()).isEqualTo(START.plusSeconds(62));
  }

  @Test
  void aClickOfAnotherCampaignBeginsAVisit() {
    shopper.does(view(0, "/?gclid=a"));
    shopper.does(view(10, "/?gclid=a"));
    shopper.does(view(20, "/buty"));
    shopper.does(view(30, "/buty?gclid=b"));
    shopper.does(engaged(40, "/?gclid=a", "tab", 30));

    assertThat(shopper.visits())
        .extracting(Session::startedAt)
        .containsExactly(START, START.plusSeconds(30));
  }

  @Test
  void whatComesBeforeTheFirstViewBelongsToTheVisitOfTheClick() {
    shopper.does(at(EventTypes.CONSENT_CHANGED, 0).build());
    shopper.does(view(1, "/?gclid=a"));

    assertThat(shopper.visit().firstSource().kind()).isEqualTo(Kind.ADS);
  }

  @Test
  void aLateLogoutPartsAVisitAndOneTakenUpComesBackUnderItsName() {
    shopper.does(view(0, "/a"));
    Visits.Joined later = shopper.does(view(2_400, "/b"));
    UUID second = later.now().sessionId();

    Visits.Joined between = shopper.does(view(1_200, "/c"));
    assertThat(between.absorbed()).extracting(Visit::sessionId).containsExactly(second);
    assertThat(shopper.visits()).hasSize(1);

    Visits.Joined parted = shopper.does(at(EventTypes.PERSON_LOGGED_OUT, 1_300).build());
    assertThat(parted.absorbed()).isEmpty();
    assertThat(parted.opened()).isEmpty();
    assertThat(shopper.memory.all()).hasSize(2);
    Visit back = shopper.memory.all().get(1);
    assertThat(back.sessionId()).isEqualTo(second);
    // the retraction was its first publication
    assertThat(back.revision()).isEqualTo(1);
  }

  /**
   * In their order: a logout at 1, a view at 7 that begins a visit, what was told of it at 9, and a
   * view at 1808, one second before the half hour is over. The one at 7 arrives last.
   */
  @Test
  void aLateViewTakesOverWhatWasToldAfterALogoutAndWhatFollowsThat() {
    shopper.does(view(0, "/"));
    shopper.does(at(EventTypes.PERSON_LOGGED_OUT, 1).build());
    shopper.does(engaged(9, "/", "v", 2));
    shopper.does(view(1_808, "/"));
    assertThat(shopper.visits()).hasSize(2);

    shopper.does(view(7, "/"));

    assertThat(shopper.visits())
        .extracting(Session::startedAt, Session::endedAt)
        .containsExactly(
            tuple(START, START.plusSeconds(1)),
            tuple(START.plusSeconds(7), START.plusSeconds(1_808)));
  }

  @Test
  void aViewThatFiresTwiceCountsOnce() {
    assertThat(shopper.does(view(0, "/a")).repeated()).isFalse();
    assertThat(shopper.does(view(2, "/a")).repeated()).isTrue();
    assertThat(shopper.does(view(3, "/a")).repeated()).isFalse();
    assertThat(shopper.does(view(4, "/b")).repeated()).isFalse();

    assertThat(shopper.visit().events()).isEqualTo(3);
  }

  @Test
  void ofTwoViewsThatAreOneTheLaterToArriveIsTheRepeatedOne() {
    assertThat(shopper.does(view(1, "/a")).repeated()).isFalse();
    assertThat(shopper.does(view(0, "/a")).repeated()).isTrue();

    assertThat(shopper.visit().events()).isEqualTo(1);
  }

  @Test
  void anEndlessVisitIsOnlyAddedUp() {
    for (int i = 0; i < Visit.MOST_RETOLD; i++) {
      shopper.does(at(EventTypes.SCREEN_VIEWED, i).build());
    }
    shopper.does(at(EventTypes.PERSON_LOGGED_OUT, 10).build());
    shopper.does(products(EventTypes.PRODUCT_VIEWED, Visit.MOST_RETOLD, product("p", "c")));

    Session visit = shopper.visit();
    assertThat(visit.events()).isEqualTo(Visit.MOST_RETOLD + 2);
    assertThat(visit.products()).containsExactly("p");
  }
}
