package io.impuls.segmentation.domain.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private static List<String> problems(String id, String when, Map<String, Segment> others) {
    return SegmentShelf.COMPILER
        .compile(id, 1, SegmentShelf.read(when), one -> Optional.ofNullable(others.get(one)))
        .problems()
        .stream()
        .map(Problem::message)
        .toList();
  }

  private static Segment compiled(String id, String when) {
    return SegmentShelf.COMPILER.compile(id, 1, SegmentShelf.read(when)).orElseThrow();
  }
}
