package io.impuls.tracking.resolver.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Identity;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.event.VisitSource;
import io.impuls.contracts.event.VisitSource.Kind;
import io.impuls.contracts.topic.Json;
import io.impuls.testkit.Events;
import io.impuls.tracking.resolver.lists.PublicLists;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitOriginsTest {

  private static final VisitOrigins ORIGINS = PublicLists.origins();
  private static final String PAGE = "https://www.shop.example/buty";

  @ParameterizedTest
  @CsvSource({
    "https://www.google.com/search?q=buty, ORGANIC, Google",
    "https://www.google.co.uk/, ORGANIC, Google",
    "https://www.google.pl/url?sa=t, ORGANIC, Google",
    "https://duckduckgo.com/, ORGANIC, DuckDuckGo",
    "https://www.bing.com/search?q=x, ORGANIC, Bing",
    "https://mail.google.com/mail/u/0/, REFERRAL, mail.google.com",
    "https://l.facebook.com/l.php?u=x, SOCIAL, Facebook",
    "https://chatgpt.com/c/1, AI_ASSISTANT, ChatGPT",
    "http://stackoverflow.com/questions/1, SOCIAL, StackOverflow",
    "https://blog.example.org/post, REFERRAL, blog.example.org"
  })
  void goesByTheReferrer(String referrer, Kind kind, String name) {
    VisitSource found = of(PAGE, referrer);

    assertThat(found.kind()).isEqualTo(kind);
    assertThat(found.name()).isEqualToIgnoringCase(name);
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example/x?gclid=abc, ADS",
    "https://shop.example/x?utm_source=google&utm_medium=cpc, ADS",
    "https://shop.example/x?utm_source=facebook, SOCIAL",
    "https://shop.example/x?utm_source=facebook&utm_medium=paid-social, ADS",
    "https://shop.example/x?utm_source=news&utm_medium=email, EMAIL",
    "https://shop.example/x?utm_source=newsletter, EMAIL",
    "https://shop.example/x?utm_medium=sms, SMS",
    "https://shop.example/x?utm_source=partner, REFERRAL"
  })
  void believesTheLinkFirst(String url, Kind kind) {
    assertThat(of(url, "https://www.google.com/").kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example/x?fbclid=1, Facebook",
    "https://shop.example/x?igsh=1, Instagram"
  })
  void theClickOfASocialNetworkIsNoAd(String url, String network) {
    assertThat(of(url, null)).isEqualTo(new VisitSource(Kind.SOCIAL, network));
  }

  @Test
  void knowsCampaignAndPhraseOfTheLink() {
    assertThat(
            of(
                "https://shop.example/x?utm_source=google&utm_medium=cpc&utm_campaign=zima"
                    + "&utm_term=buty+m%C4%99skie",
                null))
        .isEqualTo(new VisitSource(Kind.ADS, "google", "zima", "buty męskie"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.bing.com/search?q=buty+zimowe, buty zimowe",
    "https://yandex.com/search/?text=buty, buty",
    "https://www.google.com/, ",
    "https://blog.example.org/?q=buty, "
  })
  void knowsThePhraseWhereAnEngineStillSaysIt(String referrer, String phrase) {
    assertThat(of(PAGE, referrer).phrase()).isEqualTo(phrase);
  }

  @Test
  void aSearchOnTheSiteIsAPhrase() {
    var search =
        Events.of("search.performed").property("query", " buty ").page("https://shop.example/s");

    assertThat(ORIGINS.of(search.build(), List.of()).source().phrase()).isEqualTo("buty");
  }

  @Test
  void believesWhatSegmentsClientsSayOfTheCampaignBesideTheLink() {
    Event said = event(new Page("https://shop.example/", "/", null, null));
    Event with =
        Json.mapper()
            .convertValue(
                Json.mapper()
                    .<ObjectNode>valueToTree(said)
                    .set(
                        "context",
                        Json.mapper()
                            .valueToTree(
                                Map.of(
                                    "campaign",
                                    Map.of(
                                        "source", "newsletter", "name", "zima", "term", "buty")))),
                Event.class);

    assertThat(ORIGINS.of(with, List.of()).source())
        .isEqualTo(new VisitSource(Kind.EMAIL, "newsletter", "zima", "buty"));
  }

  @Test
  void theSiteItselfIsInternal() {
    assertThat(of(PAGE, "http://shop.example/").kind()).isEqualTo(Kind.INTERNAL);
    assertThat(of(PAGE, "https://kasa.example.com/").kind()).isEqualTo(Kind.INTERNAL);
  }

  @Test
  void withoutABelievableReferrerItIsDirect() {
    assertThat(of(PAGE, null).kind()).isEqualTo(Kind.DIRECT);
    assertThat(of(PAGE, "about:blank").kind()).isEqualTo(Kind.DIRECT);
    assertThat(of(PAGE, "http://best.0-0.fr/").kind()).isEqualTo(Kind.DIRECT);
  }

  @Test
  void hasNoneWithoutAPage() {
    assertThat(ORIGINS.of(event(null), List.of()).source()).isNull();
  }

  private static VisitSource of(String url, String referrer) {
    return ORIGINS
        .of(event(new Page(url, "/buty", null, referrer)), List.of("www.kasa.example.com"))
        .source();
  }

  private static Event event(Page page) {
    return new Event(
        new UUID(0, 1),
        new UUID(0, 2),
        "1",
        "page.viewed",
        new Source("site", Source.Kind.BROWSER),
        Instant.EPOCH,
        Instant.EPOCH,
        null,
        Identity.NONE,
        page,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
