package io.impuls.campaign.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.message.MessageKeys;
import io.impuls.contracts.message.MessageToken;
import io.impuls.contracts.message.MessageToken.Use;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailLinksTest {

  private static final String KEY = "k1:0123456789abcdef0123456789abcdef";
  private static final MessageKeys KEYS = MessageKeys.parse(List.of(KEY));
  private static final URI COLLECTOR = URI.create("https://t.shop.example/");
  private static final MailLinks LINKS = new MailLinks(KEYS, COLLECTOR, false, null);
  private static final Pattern CLICK = Pattern.compile("https://t\\.shop\\.example/m/c/([\\w-]+)");

  @Test
  void leadsEveryLinkThroughTheCollectorEachByItsNumber() {
    MailTemplate.Filled mail =
        LINKS.in(
            new MailTemplate.Filled(
                "s",
                """
                <html><body><a class="b" href="https://shop.example/tv?a=1&amp;b=2">TV</a>
                <A HREF='https://shop.example/tv?a=1&amp;b=2'>again</A>
                <a href="mailto:a@shop.example">mail</a></body></html>
                """,
                "Look: https://shop.example/shoes. Or (https://shop.example/hats)!"),
            outgoing(Consent.GRANTED));

    List<MessageToken> html = clicks(mail.html());
    assertThat(html).extracting(MessageToken::link).containsExactly("1", "2");
    assertThat(html).extracting(MessageToken::url).containsOnly("https://shop.example/tv?a=1&b=2");
    assertThat(html).extracting(MessageToken::person).containsOnly(Samples.ANN);
    assertThat(html).extracting(MessageToken::message).containsOnly(send().id());
    assertThat(html).extracting(MessageToken::campaign).containsOnly("hot");
    assertThat(mail.html()).contains("<a class=\"b\" href=\"https://t.").contains("mailto:a@");
    assertThat(clicks(mail.text()))
        .extracting(MessageToken::url)
        .containsExactly("https://shop.example/shoes", "https://shop.example/hats");
    assertThat(mail.text()).startsWith("Look: https://t.").endsWith(")!").contains(". Or (https");
  }

  @Test
  void addsTheImageAndTheHiddenLinkAheadOfTheEnd() {
    String html =
        LINKS
            .in(
                new MailTemplate.Filled("s", "<body>hi</BODY ></html>", null),
                outgoing(Consent.GRANTED))
            .html();

    assertThat(html).startsWith("<body>hi<a href=").endsWith("></BODY ></html>");
    assertThat(token(html, "/m/o/([\\w-]+)\\.gif", Use.OPEN).person()).isEqualTo(Samples.ANN);
    assertThat(token(html, "/m/h/([\\w-]+)\"", Use.HIDDEN).person()).isEqualTo(Samples.ANN);
  }

  @Test
  void everybodyCanUnsubscribeByOneClick() {
    for (Consent tracking : Consent.values()) {
      Map<String, String> headers =
          LINKS.in(new MailTemplate.Filled("s", null, "hi"), outgoing(tracking)).headers();

      assertThat(headers).hasSize(2);
      assertThat(headers).containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
      String address = headers.get("List-Unsubscribe");
      assertThat(address).startsWith("<https://t.shop.example/m/u/").endsWith(">");
      assertThat(token(address, "/m/u/(.*)>", Use.UNSUBSCRIBE).person()).isEqualTo(Samples.ANN);
    }
  }

  @Test
  void aProviderTakesTheTokenAlong() {
    for (ReportHeader provider : ReportHeader.values()) {
      String value =
          new MailLinks(KEYS, COLLECTOR, false, provider)
              .in(new MailTemplate.Filled("s", null, "hi"), outgoing(Consent.UNKNOWN))
              .headers()
              .get(provider.header());

      assertThat(token(value, "impuls_message[\":=]+([\\w-]+)", Use.REPORT).message())
          .isEqualTo(send().id());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GRANTED,false,true",
    "UNKNOWN,false,false",
    "WITHDRAWN,false,false",
    "GRANTED,true,true",
    "UNKNOWN,true,true",
    "WITHDRAWN,true,false"
  })
  void followsOnlyWhoAgreed(Consent tracking, boolean assumed, boolean followed) {
    String html =
        new MailLinks(KEYS, COLLECTOR, assumed, null)
            .in(
                new MailTemplate.Filled("s", "<a href=\"https://shop.example/\">x</a>", null),
                outgoing(tracking))
            .html();

    MessageToken click = clicks(html).get(0);
    assertThat(click.personal()).isEqualTo(followed);
    assertThat(click.campaign()).isEqualTo("hot");
    assertThat(html.contains("/m/o/")).isEqualTo(followed);
    assertThat(html.contains("/m/h/")).isEqualTo(followed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"#top\">x</a>",
        "<a href=\"tel:+48123456789\">x</a>",
        "<a href=\"https://t.shop.example/m/u/abc\">x</a>",
        "<a href=\"https://shop.example/ż\">x</a>",
        "<img src=\"https://shop.example/a.png\">",
        "<a name=\"href\">https://shop.example/</a>"
      })
  void leavesAloneWhatItCannotLead(String html) {
    assertThat(LINKS.in(new MailTemplate.Filled("s", html, null), outgoing(Consent.UNKNOWN)).html())
        .isEqualTo(html);
  }

  @Test
  void withoutAKeyForTheWorkspaceAMailIsLeftAsItIs() {
    MailTemplate.Filled mail =
        new MailTemplate.Filled("s", "<a href=\"https://shop.example/\">x</a>", "t");

    assertThat(MailLinks.NONE.in(mail, outgoing(Consent.GRANTED))).isEqualTo(mail);
    assertThat(
            new MailLinks(
                    MessageKeys.parse(List.of(KEY + ":" + UUID.randomUUID())),
                    COLLECTOR,
                    false,
                    null)
                .in(mail, outgoing(Consent.GRANTED)))
        .isEqualTo(mail);
  }

  @Test
  void takesTimeInProportionWhateverTheTemplate() {
    String html = "<a href=\"".repeat(50_000) + "<a ".repeat(50_000);

    org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
        java.time.Duration.ofSeconds(5),
        () -> LINKS.in(new MailTemplate.Filled("s", html, null), outgoing(Consent.GRANTED)));
  }

  private static List<MessageToken> clicks(String text) {
    return CLICK
        .matcher(text)
        .results()
        .map(found -> KEYS.open(found.group(1), Use.CLICK).orElseThrow())
        .toList();
  }

  private static MessageToken token(String text, String pattern, Use use) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).isTrue();
    return KEYS.open(found.group(1), use).orElseThrow();
  }

  private static Send send() {
    return Send.decided(
        Samples.hotCampaign(),
        Samples.ANN,
        Samples.occasion(Samples.ANN, Samples.NOON),
        new Decision.Send(Samples.MAIL),
        Samples.NOON);
  }

  private static Outgoing outgoing(Consent tracking) {
    return new Outgoing(
        send().handingOff(), Samples.MAIL, Samples.hotCampaign().mail(), Map.of(), tracking);
  }
}
