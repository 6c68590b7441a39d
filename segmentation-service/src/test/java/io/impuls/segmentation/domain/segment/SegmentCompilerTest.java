package io.impuls.segmentation.domain.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentCompilerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | /when",
        "{'all':[]} | /when/all",
        "{'tag':{'name':'TV','atLeast':0}} | /when/tag/atLeast",
        "{'tag':{'name':'TV','atLeast':2,'absent':true}} | /when/tag/atLeast",
        "{'tag':{'nam':'TV'}} | /when/tag/nam",
        "{'event':{'anyOf':[{'event':'page.viewd'}]}} | /when/event/anyOf/0/event",
        "{'event':{'anyOf':[{'event':'page.viewed'}],'within':'P31D'}} | /when/event/within",
        "{'event':{'anyOf':[{'event':'page.viewed'}],'atLeast':3,'atMost':2}} | /when/event/atMost",
        "{'sequence':{'within':'P1D','steps':[[{'event':'page.viewed'}]]}} | /when/sequence/steps",
        "{'sequence':{'steps':[[{'event':'page.viewed'}],[{'event':'order.placed'}]]}} | /when/sequence/within",
        "{'any':[{'not':{'score':{'plan':'p'}}}]} | /when/any/0/not/score",
        "{'band':{'plan':'p'}} | /when/band/band",
        "{'segment':'a b'} | /when/segment",
        "{'contact':{'field':'page.path','equals':'/'}} | /when/contact/field"
      })
  void faultsArePointedAt(String when, String place) {
    Parsed<Segment> parsed = SegmentShelf.COMPILER.compile("s", 1, SegmentShelf.read(when));

    assertThat(parsed.problems()).extracting(Problem::pointer).contains(place);
  }

  @Test
  void segmentsThatAskEachOtherInACircleAreRefusedWithTheCircle() {
    Map<String, Segment> others =
        Map.of(
            "b", compiled("b", "{'not':{'segment':'c'}}"),
            "c", compiled("c", "{'any':[{'tag':{'name':'TV'}},{'segment':'a'}]}"));

    assertThat(problems("a", "{'segment':'b'}", others))
        .containsExactly("the segments ask each other in a circle: a -> b -> c -> a");
    assertThat(problems("a", "{'segment':'a'}", others))
        .containsExactly("the segments ask each other in a circle: a -> a");
  }

  @Test
  void aSegmentThatIsNotThereIsRefused() {
    assertThat(problems("a", "{'segment':'nobody'}", Map.of()))
        .containsExactly("there is no segment 'nobody': publish that one first");
  }

  @Test
  void twoSegmentsMayAskTheSameThird() {
    Map<String, Segment> others =
        Map.of(
            "b", compiled("b", "{'segment':'d'}"),
            "c", compiled("c", "{'segment':'d'}"),
            "d", compiled("d", "{'tag':{'name':'TV'}}"));

    assertThat(problems("a", "{'all':[{'segment':'b'},{'segment':'c'}]}", others)).isEmpty();
  }

  /**
   * b to f have 200 parts each, so a has 1 + 4 + 800 with four of them and 1 + 5 + 1000 with five.
   */
  @Test
  void aSegmentAndAllThatItAsksHaveAThousandPartsAtMost() {
    Map<String, Segment> others = new TreeMap<>();
    for (String id : List.of("b", "c", "d", "e", "f")) {
      others.put(id, compiled(id, large()));
    }

    assertThat(problems("a", all("b", "c", "d", "e"), others)).isEmpty();
    assertThat(problems("a", all("b", "b", "b", "b", "b", "b"), others)).isEmpty();
    assertThat(problems("a", all("b", "c", "d", "e", "f"), others))
        .containsExactly(
            "this segment and all that it asks have 1006 parts altogether, and at most 1000 can be:"
                + " ask fewer segments, or simpler ones");
  }

  /** z has 3 parts, y 5, b to e 200 each: 809 with a small a, and 1008 with one of 200. */
  @Test
  void aSegmentMayNotMakeAnotherTooLargeThatAsksIt() {
    Map<String, Segment> others = new TreeMap<>();
    for (String id : List.of("b", "c", "d", "e")) {
      others.put(id, compiled(id, large()));
    }
    others.put("a", compiled("a", "{'tag':{'name':'TV'}}"));
    others.put("y", compiled("y", all("b", "c", "d", "e")));
    others.put("z", compiled("z", all("y", "a")));

    assertThat(problems("a", large(), others))
        .containsExactly(
            "the segment 'z' asks this one, and would have 1008 parts altogether, while at most 1000"
                + " can be: make this one simpler, or that one");
    // what is too large since it was published when nobody counted may be made smaller
    others.put("a", compiled("a", large()));
    assertThat(problems("a", "{'not':{'tag':{'name':'TV'}}}", others)).isEmpty();
    others.put("x", compiled("x", large()));
    others.put("z", compiled("z", all("y", "a", "x")));
    assertThat(problems("a", "{'tag':{'name':'TV'}}", others)).isEmpty();
  }

  private static String large() {
    return "{'all':[" + String.join(",", Collections.nCopies(199, "{'tag':{'name':'TV'}}")) + "]}";
  }

  private static String all(String... ids) {
    return "{'all':[{'segment':'" + String.join("'},{'segment':'", ids) + "'}]}";
  }

  private static List<String> problems(String id, String when, Map<String, Segment> others) {
    return SegmentShelf.COMPILER.compile(id, 2, SegmentShelf.read(when), others).problems().stream()
        .map(Problem::message)
        .toList();
  }

  private static Segment compiled(String id, String when) {
    return SegmentShelf.COMPILER.compile(id, 1, SegmentShelf.read(when)).orElseThrow();
  }
}
