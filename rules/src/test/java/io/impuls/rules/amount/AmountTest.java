package io.impuls.rules.amount;

import static io.impuls.rules.TestEvents.json;
import static io.impuls.rules.TestEvents.order;
import static io.impuls.rules.TestEvents.pageView;
import static io.impuls.rules.TestEvents.product;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.rules.Parsed;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {

  private static final Event ORDER =
      order(
              "30.10",
              product("RED LANTERN", "4.25", "6"),
              product("BLUE LANTERN", "4.0005", "-1"),
              product("POSTAGE", "1", null))
          .build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          25                                                                     | 25000
          -0.5                                                                   | -500
          1.250                                                                  | 1250
          {'count':'items'}                                                      | 3000
          {'count':'products'}                                                   | 3000
          {'count':'items','where':{'field':'items.name','contains':'LANTERN'}}  | 2000
          {'count':'items','where':{'field':'product.quantity','gt':0}}          | 1000
          {'count':'items','where':{'not':{'field':'items.quantity','gt':0}}}    | 2000
          {'count':'items','where':{'field':'order.value','lt':30}}              | 0
          {'sum':'items.quantity'}                                               | 5000
          {'sum':'items.price'}                                                  | 9250
          {'sum':'items.price','where':{'field':'items.name','equals':'POSTAGE'}} | 1000
          {'field':'order.value'}                                                | 30100
          {'field':'order.value','times':0.1}                                    | 3010
          {'field':'order.value','times':0.00005}                                | 2
          {'field':'order.value','times':-1,'min':-20}                           | -20000
          {'field':'order.value','times':0.1,'max':2.5}                          | 2500
          {'field':'properties.seats','times':5}                                 | 0
          {'field':'page.activeSeconds'}                                         | 0
          """)
  void isWorthThousandthsOfAPoint(String text, long expected) {
    assertThat(parse(text).thousandths(ORDER)).isEqualTo(expected);
  }

  @Test
  void looksAtEachItemAloneWhereAConditionWouldLookAtAny() {
    Amount redAndDear =
        parse(
            "{'count':'items','where':{'all':[{'field':'items.name','startsWith':'BLUE'},"
                + "{'field':'items.quantity','gt':0}]}}");

    assertThat(redAndDear.thousandths(ORDER)).isZero();
  }

  @Test
  void roundsTheTotalHalfEven() {
    // 0.0005 + 0.0010 = 0.0015 -> 0.002; 0.0025 -> 0.002: to the even neighbour.
    Event up = order("1", product("A", "0.0005", "1"), product("B", "0.0010", "1")).build();
    Event down = order("1", product("A", "0.0025", "1")).build();

    assertThat(parse("{'sum':'items.price'}").thousandths(up)).isEqualTo(2);
    assertThat(parse("{'sum':'items.price'}").thousandths(down)).isEqualTo(2);
  }

  @Test
  void isNothingWithoutItems() {
    assertThat(parse("{'count':'items'}").thousandths(pageView("/").build())).isZero();
    assertThat(parse("{'sum':'items.price'}").thousandths(pageView("/").build())).isZero();
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void leavesOutAbsurdNumbersAndStaysInBounds() {
    Event absurd =
        order(
                "1",
                product("A", "1e999999999", "1"),
                product("B", "1e-999999999", "1"),
                product("C", "1000000000", "1"),
                product("D", "1000000000", "1"))
            .build();

    assertThat(parse("{'sum':'items.price'}").thousandths(absurd))
        .isEqualTo(Amount.MAX_THOUSANDTHS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          null                                            | ''          | needs a number
          "25"                                            | ''          | needs a number
          {}                                              | ''          | needs a number
          {'count':'items','sum':'items.price'}           | ''          | needs a number
          1.2345                                          | ''          | three digits
          1000000001                                      | ''          | a billion
          1e999999999                                     | ''          | a billion
          {'count':'orders'}                              | /count      | only "items"
          {'sum':'items.name'}                            | /sum        | items.quantity
          {'sum':'order.value'}                           | /sum        | items.quantity
          {'field':'order.currency'}                      | /field      | order.value
          {'field':'items.price'}                         | /field      | order.value
          {'field':'order.value','times':'0.1'}           | /times      | 0.1
          {'field':'order.value','times':1e-30}           | /times      | 12 digits
          {'field':'order.value','max':'many'}            | /max        | 50
          {'field':'order.value','min':5,'max':4}         | /min        | "max"
          {'field':'order.value','where':1}               | /where      | "times" and "min"
          {'field':'order.value','sum':'items.price'}     | ''          | needs a number
          {'count':'items','when':1}                      | /when       | only "where"
          {'count':'items','where':{'field':'x','gt':1}}  | /where/field | unknown field
          """)
  void saysWhatToWrite(String text, String pointer, String message) {
    Parsed<Amount> parsed = AmountParser.parse(json(text), "/points");

    assertThat(parsed.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.pointer()).isEqualTo("/points" + pointer))
        .satisfies(problem -> assertThat(problem.message()).contains(message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          25.500                                                              | 25.5
          {'field':'order.value'}                                             | {'field':'order.value','times':1}
          {'field':'order.value','max':50,'min':-0.500,'times':0.10}          | {'field':'order.value','times':0.1,'min':-0.5,'max':50}
          {'count':'products'}                                                | {'count':'items'}
          {'sum':'product.price','where':{'field':'items.name','equals':'A'}} | {'sum':'items.price','where':{'field':'product.name','equals':'A'}}
          """)
  void writesWhatItRead(String text, String canonical) {
    Amount amount = parse(text);

    assertThat(amount.toJson()).hasToString(canonical.replace('\'', '"'));
    assertThat(AmountParser.parse(amount.toJson(), "").orElseThrow()).isEqualTo(amount);
  }

  private static Amount parse(String text) {
    return AmountParser.parse(json(text), "").orElseThrow();
  }
}
