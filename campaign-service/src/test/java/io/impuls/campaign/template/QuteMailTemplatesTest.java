package io.impuls.campaign.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.impuls.campaign.domain.MailTemplate;
import io.impuls.campaign.domain.MailTemplates.Fault;
import io.impuls.campaign.domain.MailTemplates.UnfitTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuteMailTemplatesTest {

  private final QuteMailTemplates templates =
      new QuteMailTemplates(new TemplateBounds(10_000, 20_000, Duration.ofSeconds(10)));

  @Test
  void fillsInWhatIsKnown() throws UnfitTemplate {
    MailTemplate template =
        new MailTemplate(
            "Hello {firstName}",
            "<p>{#if band == 'HOT'}You are hot{#else}Hm{/if}: {score}</p>",
            "{#if score > 50}many{#else}few{/if} {lastName ?: 'friend'}");

    assertThat(check(template)).isEmpty();
    assertThat(templates.fill(template, Map.of("firstName", "Ann", "band", "HOT", "score", "60.5")))
        .isEqualTo(new MailTemplate.Filled("Hello Ann", "<p>You are hot: 60.5</p>", "many friend"));
  }

  @Test
  void leavesOutWhatIsNotKnown() throws UnfitTemplate {
    MailTemplate template = new MailTemplate("s", null, "[{nobodySaid}]");

    assertThat(templates.fill(template, Map.of()).text()).isEqualTo("[]");
  }

  @Test
  void escapesInHtmlOnly() throws UnfitTemplate {
    MailTemplate template = new MailTemplate("{n}", "<b title=\"{n}\">{n}</b>", "{n}");

    MailTemplate.Filled filled =
        templates.fill(template, Map.of("n", "<script>\"x\" & 'y'</script>"));

    assertThat(filled.html())
        .doesNotContain("<script")
        .contains("&lt;script&gt;")
        .contains("&quot;x&quot; &amp;");
    assertThat(filled.text()).isEqualTo("<script>\"x\" & 'y'</script>");
  }

  @Test
  void startsNoFurtherHeaderFromTheSubject() throws UnfitTemplate {
    MailTemplate template = new MailTemplate("Hi {n}", null, "text");

    assertThat(templates.fill(template, Map.of("n", "Ann\r\nBcc: all@example.test")).subject())
        .isEqualTo("Hi Ann Bcc: all@example.test");
  }

  @Test
  void rendersNothingThatCameInAsData() throws UnfitTemplate {
    MailTemplate template = new MailTemplate("s", null, "{n}");

    assertThat(templates.fill(template, Map.of("n", "{score} {#if x}y{/if}", "score", "1")).text())
        .isEqualTo("{score} {#if x}y{/if}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{cdi:config}",
        "{inject:config}",
        "{config:property('quarkus.datasource.password')}",
        "{firstName.getClass()}",
        "{firstName.class}",
        "{firstName.toString()}",
        "{firstName.length}",
        "{firstName.repeat(1000000)}",
        "{this.getClass()}",
        "{this.text}",
        "{str:builder}",
        "{io.impuls.campaign.Secret:value}",
        "{#include other /}",
        "{#eval '{x}' /}",
        "{#for i in 1000000000}x{/for}",
        "{#each firstName}x{/each}",
        "{#insert /}",
        "{#set x='1'}{x}{/set}",
        "{#let x='1'}{x}{/let}",
        "{#with firstName}{length}{/with}",
        "{#when band}{#is HOT}x{/when}",
        "{#fragment a}x{/fragment}",
        "{#cached}x{/cached}",
        "{firstName.raw}",
        "{firstName.safe}",
        "{map:of('a')}",
        "{firstName",
        "{#if firstName}x",
        "{/if}"
      })
  void refusesWhatReachesBeyondTexts(String attempt) {
    MailTemplate template = new MailTemplate("s", "line one\n" + attempt, null);

    assertThat(check(template))
        .singleElement()
        .satisfies(fault -> assertThat(fault.part()).isEqualTo("html"))
        .extracting(Fault::message)
        .asString()
        .isNotBlank();
  }

  @Test
  void namesTheLine() {
    MailTemplate template = new MailTemplate("s", "one\ntwo {firstName.oops}\n", null);

    assertThat(check(template).get(0).line()).isEqualTo(2);
  }

  @Test
  void looksIntoBothBranches() {
    MailTemplate template = new MailTemplate("s", null, "{#if vip}{vip.oops}{/if}");
    MailTemplate other = new MailTemplate("s", null, "{#if vip}fine{#else}{name.oops}{/if}");

    assertThat(check(template)).hasSize(1);
    assertThat(check(other)).hasSize(1);
  }

  @Test
  void boundsSourceOutputAndNesting() {
    assertThat(check(new MailTemplate("s", "x".repeat(10_001), null)))
        .containsExactly(new Fault("html", 0, "is longer than 10000 characters"));
    assertThat(check(new MailTemplate("s", "{a}".repeat(3_000), null))).isEmpty();
    assertThatThrownBy(
            () ->
                templates.fill(
                    new MailTemplate("s", "{a}".repeat(3_000), null),
                    Map.of("a", "x".repeat(1_000))))
        .isInstanceOf(UnfitTemplate.class)
        .hasMessage("html makes more than 20000 characters");
  }

  @Test
  void survivesDeepNesting() {
    QuteMailTemplates wide =
        new QuteMailTemplates(new TemplateBounds(2_000_000, 2_000_000, Duration.ofSeconds(30)));
    String deep = "{#if a}".repeat(50_000) + "x" + "{/if}".repeat(50_000);

    assertThat(wide.check(new MailTemplate("s", deep, null), Set.of()).size())
        .isLessThanOrEqualTo(1);
  }

  private List<Fault> check(MailTemplate template) {
    return templates.check(template, Set.of("score", "band", "plan"));
  }
}
