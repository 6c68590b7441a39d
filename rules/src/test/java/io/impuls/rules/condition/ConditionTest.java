package io.impuls.rules.condition;

import static io.impuls.rules.TestEvents.json;
import static io.impuls.rules.TestEvents.order;
import static io.impuls.rules.TestEvents.pageView;
import static io.impuls.rules.TestEvents.product;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Identity;
import io.impuls.contracts.event.VisitSource;
import io.impuls.rules.TestEvents;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {

  private static final Event ORDER =
      order(
              "499.90",
              product("RED LANTERN", "4.25", "6"),
              product("T-LIGHT HOLDER", "2.10", "-1"),
              product("POSTAGE", null, null))
          .with(
              Map.of(
                  "coupon",
                  "SPRING",
                  "size",
                  42,
                  "ratio",
                  0.5,
                  "gift",
                  true,
                  "flat.key",
                  "literal",
                  "deep",
                  Map.of("er", List.of(Map.of("value", "x"), Map.of("value", 7)))))
          .by(new Identity(null, "order-1", null, "anna@example.test", null))
          .resolved(
              new Agent(Agent.Verdict.MACHINE, "known robot"),
              new VisitSource(VisitSource.Kind.ORGANIC, "google"))
          .build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'field':'type','equals':'order.placed'}                | true
          {'field':'type','equals':'ORDER.PLACED'}                | false
          {'field':'order.value','equals':499.9}                  | true
          {'field':'order.value','in':[1,499.90000]}              | true
          {'field':'order.value','gte':499.90}                    | true
          {'field':'order.value','gt':499.90}                     | false
          {'field':'order.value','gt':499.8999999999999999999}    | true
          {'field':'order.value','lt':500}                        | true
          {'field':'order.value','lte':499.89}                    | false
          {'field':'order.value','between':[499.90,500]}          | true
          {'field':'order.value','between':[0,499.9]}             | true
          {'field':'order.value','between':[500,501]}             | false
          {'field':'product.name','contains':'LANTERN'}           | true
          {'field':'items.name','contains':'LANTERN'}             | true
          {'field':'product.name','contains':'lantern'}           | false
          {'field':'product.name','startsWith':'T-LIGHT'}         | true
          {'field':'product.name','endsWith':'HOLDER'}            | true
          {'field':'product.quantity','lt':0}                     | true
          {'field':'product.price','gt':4.25}                     | false
          {'field':'product.category','in':['Home','Home.Light']} | true
          {'field':'product.url','exists':true}                   | false
          {'field':'product.url','exists':false}                  | true
          {'field':'properties.coupon','equals':'SPRING'}         | true
          {'field':'properties.size','equals':42}                 | true
          {'field':'properties.size','equals':'42'}               | false
          {'field':'properties.size','gt':41.5}                   | true
          {'field':'properties.ratio','equals':0.5}               | true
          {'field':'properties.gift','equals':true}               | true
          {'field':'properties.gift','in':[false,'yes']}          | false
          {'field':'properties.coupon','gt':1}                    | false
          {'field':'properties.flat.key','equals':'literal'}      | true
          {'field':'properties.deep.er.value','equals':'x'}       | true
          {'field':'properties.deep.er.value','equals':7}         | true
          {'field':'properties.deep.er.value','equals':8}         | false
          {'field':'properties.deep','exists':true}               | true
          {'field':'properties.missing','exists':true}            | false
          {'not':{'field':'properties.missing','equals':'x'}}     | true
          {'field':'traits.city','equals':'Kraków'}               | true
          {'field':'context.locale','startsWith':'pl'}            | true
          {'field':'source.id','equals':'site'}                   | true
          {'field':'source.kind','equals':'BROWSER'}              | true
          {'field':'visit.source','in':['ORGANIC','ADS']}         | true
          {'field':'visit.name','equals':'google'}                | true
          {'field':'agent','equals':'MACHINE'}                    | true
          {'field':'identity.known','equals':true}                | true
          {'field':'identity.emailKnown','equals':true}           | true
          {'field':'identity.userIdKnown','equals':true}          | false
          {'field':'product.name','matches':'^(RED).+N$'}          | true
          {'field':'product.name','matches':'LIGHT'}              | true
          {'field':'product.name','matches':'^LIGHT'}             | false
          {'field':'product.name','matches':'(?i)lantern$'}       | true
          {'field':'page.path','exists':true}                     | false
          """)
  void comparesTheFieldsOfAnOrder(String condition, boolean expected) {
    assertThat(parse(condition).test(ORDER)).isEqualTo(expected);
  }

  @Test
  void joinsTestsByAllAnyAndNot() {
    String big = "{'field':'order.value','gte':50}";
    String small = "{'field':'order.value','lt':50}";

    assertThat(parse("{'all':[" + big + "]}").test(ORDER)).isTrue();
    assertThat(parse("{'all':[" + big + "," + small + "]}").test(ORDER)).isFalse();
    assertThat(parse("{'any':[" + small + "," + big + "]}").test(ORDER)).isTrue();
    assertThat(parse("{'any':[" + small + "]}").test(ORDER)).isFalse();
    assertThat(parse("{'not':" + small + "}").test(ORDER)).isTrue();
  }

  @Test
  void holdsAlwaysWhenThereIsNoCondition() {
    assertThat(ConditionParser.parse(null, "").orElseThrow()).isEqualTo(Condition.ALWAYS);
    assertThat(Condition.ALWAYS.test(ORDER)).isTrue();
  }

  @Test
  void explainsWithTheActualValues() {
    Condition condition =
        parse(
            "{'all':[{'field':'page.path','glob':'/pricing/**'},"
                + "{'not':{'field':'page.title','contains':'Job'}},"
                + "{'field':'product.name','exists':true}]}");

    Explanation why = condition.explain(pageView("/pricing/eu").build());

    assertThat(why.result()).isFalse();
    assertThat(why)
        .hasToString(
            """
            - all
              + page.path glob "/pricing/**" <- /pricing/eu
              + not
                - page.title contains "Job" <- A page
              - product.name exists true <- absent
            """);
  }

  @Test
  void cutsLongValuesInExplanations() {
    Event event = TestEvents.event("custom.note").with(Map.of("text", "x".repeat(5_000))).build();

    Explanation why = parse("{'field':'properties.text','contains':'y'}").explain(event);

    assertThat(why.values()).singleElement().asString().hasSize(203).endsWith("x...");
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void takesLinearTimeForPatternsThatBacktrackersTakeForeverOn() {
    Event event = TestEvents.event("custom.note").with(Map.of("text", "a".repeat(100_000))).build();

    assertThat(parse("{'field':'properties.text','matches':'^(a+)+$'}").test(event)).isTrue();
    assertThat(parse("{'field':'properties.text','matches':'^(a+)+b$'}").test(event)).isFalse();
  }

  @Test
  void findsNothingInNumbersThatAreNone() {
    Event event =
        TestEvents.event("custom.note").with(Map.of("n", List.of(Double.NaN, "text"))).build();

    assertThat(parse("{'field':'properties.n','in':[1,2]}").test(event)).isFalse();
    assertThat(parse("{'field':'properties.n','gt':0}").test(event)).isFalse();
    assertThat(parse("{'field':'properties.n','equals':0}").test(event)).isFalse();
    assertThat(parse("{'field':'properties.n','equals':'text'}").test(event)).isTrue();
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void comparesNumbersWithAbsurdExponentsWithoutWritingThemOut() {
    Event event = order("1e999999999", product("A", "1e-999999999", "0e999999999")).build();

    assertThat(parse("{'field':'order.value','gt':50}").test(event)).isTrue();
    assertThat(parse("{'field':'order.value','in':[50]}").explain(event).values())
        .containsExactly("1E+999999999");
    assertThat(parse("{'field':'items.price','between':[0,1]}").test(event)).isTrue();
    assertThat(parse("{'field':'items.quantity','equals':0}").test(event)).isTrue();
    assertThat(EventFields.find("order.value").orElseThrow().text(event)).contains("1E+999999999");
  }

  @Test
  void readsSeveralValuesAsOneKeyToCountBy() {
    Field names = EventFields.find("product.name").orElseThrow();
    Field value = EventFields.find("order.value").orElseThrow();

    assertThat(names.text(ORDER)).contains("POSTAGE\u001fRED LANTERN\u001fT-LIGHT HOLDER");
    assertThat(value.text(ORDER)).contains("499.9");
    assertThat(value.text(pageView("/").build())).isEmpty();
    assertThat(names.values(ORDER)).containsExactly("RED LANTERN", "T-LIGHT HOLDER", "POSTAGE");
  }

  private static Condition parse(String text) {
    return ConditionParser.parse(json(text), "").orElseThrow();
  }
}
