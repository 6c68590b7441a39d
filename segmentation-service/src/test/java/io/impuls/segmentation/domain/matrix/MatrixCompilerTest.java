package io.impuls.segmentation.domain.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixCompilerTest {

  private static final String MARKS = "'marks':[{'tag':'T'}]";

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'pattern':'a','marks':[{'tag':'T'}]}                                   | /rows/0/pattern",
        "{'pattern':'/a'}                                                        | /rows/0/marks",
        "{'pattern':'/a','marks':[{'tag':' '}]}                                  | /rows/0/marks/0/tag",
        "{'pattern':'/a','marks':[{'tag':'{tag}'}]}                              | /rows/0/marks/0/tag",
        "{'pattern':'/{tag}','marks':[{'tag':'{other}'}]}                        | /rows/0/marks/0/tag",
        "{'pattern':'/a','marks':[{'tag':'T','increment':0}]}                    | /rows/0/marks/0/increment",
        "{'pattern':'/a','events':['page.vewed'],'marks':[{'tag':'T'}]}          | /rows/0/events/0",
        "{'pattern':'/a','events':['session.ended'],'marks':[{'tag':'T'}]}       | /rows/0/events/0",
        "{'pattern':'/a','minActiveSeconds':0,'marks':[{'tag':'T'}]}             | /rows/0/minActiveSeconds",
        "{'match':'CATEGORY','pattern':'a','minActiveSeconds':9,'marks':[{'tag':'T'}]} | /rows/0/minActiveSeconds",
        "{'pattern':'/a','minActiveSeconds':9,'events':['page.viewed'],'marks':[{'tag':'T'}]} | /rows/0/events",
        "{'pattern':'/a','share':{'atLeast':0.6,'minViews':3,'within':'P30D'},'marks':[{'tag':'T'}]} | /rows/0/share",
        "{'match':'CATEGORY','pattern':'a','share':{'atLeast':1.1,'minViews':3,'within':'P30D'},'marks':[{'tag':'T'}]} | /rows/0/share/atLeast",
        "{'match':'CATEGORY','pattern':'a','share':{'atLeast':1,'within':'P30D'},'marks':[{'tag':'T'}]} | /rows/0/share/minViews",
        "{'match':'CATEGORY','pattern':'a','share':{'atLeast':1,'minViews':3,'within':'P31D'},'marks':[{'tag':'T'}]} | /rows/0/share/within",
      })
  void pointsAtWhatIsWrong(String row, String pointer) {
    assertThat(Tables.faults(row, "")).containsExactly(pointer);
  }

  @Test
  void limitsAreToldApart() {
    String fixed = "{'pattern':'/a'," + MARKS + "}";
    String timed = "{'pattern':'/a','minActiveSeconds':60," + MARKS + "}";
    String taking = "{'pattern':'/k/{tag}','marks':[{'tag':'{tag}'}]}";
    String cap = ",'cap':{'limit':1,'window':'P1D'}";
    String ttl = ",'ttl':{'within':'P5D'}";

    assertThat(Tables.faults(fixed, cap + ttl)).isEmpty();
    assertThat(Tables.faults(timed, ttl)).isEmpty();
    assertThat(Tables.faults(timed, cap)).containsExactly("/cap");
    assertThat(Tables.faults(taking, cap)).containsExactly("/cap");
    assertThat(Tables.faults(taking, ttl)).containsExactly("/ttl");
    assertThat(Tables.faults(fixed, ",'newTagsPerDay':0")).containsExactly("/newTagsPerDay");
    assertThat(Tables.faults("", "")).containsExactly("/rows");
  }

  /** An expression without any text that is always there is tried on every event. */
  @Test
  void onlyAHundredRowsMayBeTriedEachTime() {
    assertThat(Tables.faults(expressions(100), "")).isEmpty();
    assertThat(Tables.faults(expressions(101), "")).containsExactly("/rows/100/pattern");
  }

  private static String expressions(int rows) {
    return IntStream.range(0, rows)
        .mapToObj(i -> "{'pattern':'re:(/a|/b)[" + i + "]'," + MARKS + "}")
        .collect(Collectors.joining(","));
  }
}
