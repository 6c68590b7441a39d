package io.impuls.segmentation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.plan.TagRuleDefinition.Ttl.Mode;
import io.impuls.rules.Problem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TagRuleCompilerTest {

  @Test
  void takesTheDefaultOfOnePointWithoutCap() {
    TagRule rule =
        RuleBook.COMPILER
            .compile(
                "loans",
                3,
                RuleBook.read("{'name':'Loans','anyOf':[{'event':'page.viewed'}],'tag':'Kredyt'}"))
            .orElseThrow();

    assertThat(
            rule.increment().thousandths(Events.viewed(Events.ANNA, "/", "2026-05-01T10:00:00Z")))
        .isEqualTo(1_000);
    assertThat(rule.cap()).isEmpty();
    assertThat(rule.version()).isEqualTo(3);
    assertThat(rule.tag()).isEqualTo(new Tag("KREDYT", "Kredyt"));
  }

  @Test
  void tellsEverythingThatIsWrongWithItsPlace() {
    assertThat(
            pointers(
                """
                {'anyOf':[{'when':{'field':'page.path','equals':'/'}},
                          {'event':'page.viewed','when':{'field':'page.pth','equals':'/'}}],
                 'tag':'  ','increment':{'count':'lines'},
                 'cap':{'limit':0,'window':'a day','per':'page.colour'}}
                """))
        .containsExactlyInAnyOrder(
            "/name",
            "/anyOf/0/event",
            "/anyOf/1/when/field",
            "/tag",
            "/increment/count",
            "/cap/limit",
            "/cap/window",
            "/cap/per");
  }

  @Test
  void wantsAnActivityAndATag() {
    assertThat(pointers("{'name':'n'}")).containsExactlyInAnyOrder("/anyOf", "/tag");
  }

  @Test
  void refusesNamesWithoutEnd() {
    String rule = "{'name':'%s','anyOf':[{'event':'page.viewed'}],'tag':'%s'}";
    assertThat(pointers(rule.formatted("x".repeat(200), "x".repeat(100)))).isEmpty();
    assertThat(pointers(rule.formatted("x".repeat(70_000), "x".repeat(70_000))))
        .containsExactlyInAnyOrder("/name", "/tag");
  }

  @Test
  void refusesAnAssignmentThatAddsNothing() {
    String rule = "{'name':'n','anyOf':[{'event':'page.viewed'}],'tag':'T','increment':%s}";
    assertThat(pointers(rule.formatted("0"))).containsExactly("/increment");
    assertThat(pointers(rule.formatted("-1"))).containsExactly("/increment");
    assertThat(pointers(rule.formatted("0.0001"))).containsExactly("/increment");
  }

  @Test
  void refusesWindowsBeyondTheLongest() {
    String rule =
        "{'name':'n','anyOf':[{'event':'page.viewed'}],'tag':'T','cap':{'limit':1,'window':'%s'}}";
    assertThat(pointers(rule.formatted("P30D"))).isEmpty();
    assertThat(pointers(rule.formatted("P30DT0.001S"))).containsExactly("/cap/window");
    assertThat(pointers(rule.formatted("PT0S"))).containsExactly("/cap/window");
  }

  @Test
  void readsATimeToLiveThatExtendsUnlessItSaysOtherwise() {
    String rule = "{'name':'n','anyOf':[{'event':'page.viewed'}],'tag':'T','ttl':%s}";
    TagRule taken =
        RuleBook.COMPILER
            .compile("r", 1, RuleBook.read(rule.formatted("{'within':'P7D'}")))
            .orElseThrow();

    assertThat(taken.time().ttl()).contains(new Ttl(Duration.ofDays(7), Mode.EXTEND));
    assertThat(pointers(rule.formatted("{'within':'P30D','mode':'KEEP'}"))).isEmpty();
    assertThat(pointers(rule.formatted("{'within':'P31D'}"))).containsExactly("/ttl/within");
    assertThat(pointers(rule.formatted("{'mode':'RESET'}"))).containsExactly("/ttl/within");
  }

  @Test
  void aTimeToLiveStandsAlone() {
    String rule =
        "{'name':'n','anyOf':[{'event':'page.viewed'}],'tag':'T','ttl':{'within':'P7D'},%s}";
    assertThat(pointers(rule.formatted("'decay':{'expire':'P1D'}"))).containsExactly("/ttl");
    assertThat(pointers(rule.formatted("'unless':{'within':'P1D'}"))).containsExactly("/ttl");
  }

  @Test
  void whatTakesATagAwayGivesNothing() {
    String rule = "{'name':'n','anyOf':[{'event':'page.viewed'}],'tag':'T','remove':true%s}";
    assertThat(pointers(rule.formatted(""))).isEmpty();
    assertThat(pointers(rule.formatted(",'unless':{'within':'P1D'}"))).isEmpty();
    assertThat(
            pointers(
                rule.formatted(
                    ",'increment':2,'cap':{'limit':1,'window':'P1D'},'ttl':{'within':'P1D'}")))
        .containsExactlyInAnyOrder("/increment", "/cap", "/ttl");
    assertThat(pointers(rule.formatted(",'decay':{'expire':'P1D'}"))).containsExactly("/decay");
  }

  @Test
  void readsWhatScoringRulesHaveToo() {
    String rule = "{'name':'n','anyOf':[{'event':'page.viewed'}],'tag':'T',%s}";
    assertThat(pointers(rule.formatted("'decay':{'expire':'soon'}")))
        .containsExactly("/decay/expire");
    assertThat(pointers(rule.formatted("'unless':{'within':'P31D'}")))
        .containsExactly("/unless/within");
    assertThat(pointers(rule.formatted("'quietHours':{'from':'25:00','to':'06:00'}")))
        .containsExactly("/quietHours/from");
  }

  private static List<String> pointers(String definition) {
    return RuleBook.COMPILER.compile("r", 1, RuleBook.read(definition)).problems().stream()
        .map(Problem::pointer)
        .toList();
  }
}
