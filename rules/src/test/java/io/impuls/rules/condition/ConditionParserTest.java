package io.impuls.rules.condition;

import static io.impuls.rules.TestEvents.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                                               | ''              | a condition is
          {}                                               | ''              | a condition is
          {'and':[]}                                       | ''              | write "all"
          {'or':[]}                                        | ''              | write "any"
          {'all':[]}                                       | /all            | at least one
          {'any':{}}                                       | /any            | at least one
          {'not':[]}                                       | /not            | a condition is
          {'all':[null]}                                   | /all/0          | a condition is
          {'all':[{'field':'type','equals':'a'}],'x':1}    | ''              | stands alone
          {'field':3,'equals':'a'}                         | /field          | field's name
          {'field':'page.pth','equals':'/'}                | /field          | did you mean page.path
          {'field':'path','equals':'/'}                    | /field          | did you mean page.path
          {'field':'items.nme','equals':'A'}               | /field          | did you mean product.name
          {'field':'price','gt':1}                         | /field          | did you mean product.price
          {'field':'colour','equals':'red'}                | /field          | did you mean properties.colour
          {'field':'properties.','exists':true}            | /field          | unknown field
          {'field':'page.path'}                            | ''              | compares with nothing
          {'field':'page.path','equal':'/'}                | /equal          | did you mean equals
          {'field':'page.path','notEquals':'/'}            | /notEquals      | "not"
          {'field':'page.path','a/b~c':'/'}                | /a~1b~0c        | unknown comparison
          {'field':'page.path','equals':'/','glob':'/*'}   | /glob           | one comparison
          {'field':'page.path','gt':3}                     | /gt             | does not fit page.path, which is text
          {'field':'order.value','contains':'3'}           | /contains       | does not fit order.value, which is a number
          {'field':'identity.known','gt':1}                | /gt             | which is true or false
          {'field':'order.value','gt':'50'}                | /gt             | without quotes
          {'field':'order.value','equals':'50'}            | /equals         | without quotes
          {'field':'page.path','equals':3}                 | /equals         | text in quotes
          {'field':'page.path','equals':null}              | /equals         | "exists": false
          {'field':'page.path','equals':''}                | /equals         | 1 to 1000
          {'field':'identity.known','equals':'true'}       | /equals         | without quotes
          {'field':'page.path','exists':'yes'}             | /exists         | true or false
          {'field':'page.path','in':[]}                    | /in             | list of 1 to
          {'field':'page.path','in':['a',1]}               | /in/1           | text in quotes
          {'field':'order.value','between':[1]}            | /between        | two ends
          {'field':'order.value','between':[2,1]}          | /between        | smaller one first
          {'field':'order.value','between':[1,'2']}        | /between/1      | needs a number
          {'field':'order.value','gt':1e999999999}         | /gt             | at most 30 digits
          {'field':'agent','equals':'MASCHINE'}            | /equals         | did you mean MACHINE
          {'field':'visit.source','in':['ADS','SEO']}      | /in/1           | one of ADS
          {'field':'page.path','matches':'(a'}             | /matches        | RE2
          {'field':'page.path','matches':'(?=a)'}          | /matches        | no look-around
          {'field':'page.path','matches':'((a{99}){99}){99}'} | /matches     | repeats too much
          """)
  void saysWhereAndWhatToWrite(String text, String pointer, String message) {
    Parsed<Condition> parsed = ConditionParser.parse(json(text), "/rules/0/when");

    assertThat(parsed.value()).isEmpty();
    assertThat(parsed.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.pointer()).isEqualTo("/rules/0/when" + pointer))
        .satisfies(problem -> assertThat(problem.message()).contains(message));
  }

  @Test
  void listsEveryProblemNotJustTheFirst() {
    Parsed<Condition> parsed =
        ConditionParser.parse(
            json(
                "{'all':[{'field':'page.pth','equals':1},{'any':[{'field':'agent','equals':'X'},"
                    + "{'field':'order.value','gt':'1','lt':2}]},{'not':{'field':'typ','eq':'a'}}]}"),
            "");

    assertThat(parsed.problems())
        .extracting(Problem::pointer)
        .containsExactly(
            "/all/0/field",
            "/all/1/any/0/equals",
            "/all/1/any/1/lt",
            "/all/2/not/field",
            "/all/2/not/eq");
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void staysWithinItsBoundsOnHugeInput() {
    String test = "{'field':'type','equals':'a'}";
    assertThat(problems("{'not':".repeat(31) + test + "}".repeat(31))).isEmpty();
    assertThat(problems("{'not':".repeat(32) + test + "}".repeat(32))).contains("32 deep");
    assertThat(problems("{'not':".repeat(400) + test + "}".repeat(400))).contains("32 deep");
    assertThat(
            problems(
                "{'all':["
                    + "{'all':[".repeat(20)
                    + (test + ",").repeat(50_000)
                    + test
                    + "]}".repeat(21)))
        .contains("split the rule");
  }

  @Test
  void stopsListingAfterAHundredProblems() {
    StringBuilder members = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      members.append(",'m").append(i).append("':1");
    }

    assertThat(ConditionParser.parse(json("{'field':'type'" + members + "}"), "").problems())
        .hasSize(ConditionParser.MAX_PROBLEMS);
  }

  @Test
  void takesExactlyTheBounds() {
    String test = "{'field':'type','equals':'a'}";
    assertThat(problems("{'all':[" + (test + ",").repeat(998) + test + "]}")).isEmpty();
    assertThat(problems("{'all':[" + (test + ",").repeat(999) + test + "]}")).contains("1000");
    assertThat(problems("{'field':'type','in':[" + "'a',".repeat(999) + "'b']}")).isEmpty();
    assertThat(problems("{'field':'type','in':[" + "'a',".repeat(1000) + "'b']}")).contains("1000");
    assertThat(problems("{'field':'type','equals':'" + "a".repeat(1_001) + "'}")).contains("1000");
    assertThat(problems("{'field':'type','glob':'" + "*".repeat(501) + "'}")).contains("500");
    assertThat(problems("{'field':'type','matches':'" + "a".repeat(501) + "'}")).contains("500");
    assertThat(problems("{'field':'properties." + "a".repeat(500) + "','exists':true}"))
        .contains("unknown field");
  }

  @Test
  void refusesNumbersThatAreNone() {
    var nan =
        JsonNodeFactory.instance
            .objectNode()
            .put("field", "order.value")
            .set("gt", DoubleNode.valueOf(Double.NaN));

    assertThat(ConditionParser.parse(nan, "").problems()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'all':[{'field':'order.value','gte':50.00},{'not':{'field':'agent','equals':'MACHINE'}}]}",
        "{'any':[{'field':'items.name','contains':'LANTERN'},{'field':'type','in':['a','b']}]}",
        "{'field':'order.value','between':[1E+2,200.50]}",
        "{'field':'properties.a.b','in':[true,1,'x']}",
        "{'field':'page.path','exists':false}",
        "{'field':'page.path','matches':'^/(a|b)'}"
      })
  void writesWhatItRead(String text) {
    Condition condition = ConditionParser.parse(json(text), "").orElseThrow();

    Condition again = ConditionParser.parse(condition.toJson(), "").orElseThrow();

    assertThat(again).isEqualTo(condition).hasSameHashCodeAs(condition);
    assertThat(again.toJson()).isEqualTo(condition.toJson());
  }

  @Test
  void writesTheCanonicalForm() {
    Condition condition =
        ConditionParser.parse(json("{'between':[1E+2,200.50],'field':'items.price'}"), "")
            .orElseThrow();

    assertThat(condition.toJson())
        .hasToString("{\"field\":\"product.price\",\"between\":[100,200.5]}");
  }

  private static String problems(String text) {
    return String.join(
        "; ",
        ConditionParser.parse(json(text), "").problems().stream().map(Problem::message).toList());
  }
}
