package io.impuls.segmentation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.rules.Problem;
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

  private static List<String> pointers(String definition) {
    return RuleBook.COMPILER.compile("r", 1, RuleBook.read(definition)).problems().stream()
        .map(Problem::pointer)
        .toList();
  }
}
