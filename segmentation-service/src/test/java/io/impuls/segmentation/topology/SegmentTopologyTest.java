package io.impuls.segmentation.topology;

import static io.impuls.segmentation.domain.Events.ANNA;
import static io.impuls.segmentation.domain.Events.BERT;
import static io.impuls.segmentation.domain.Events.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Points;
import io.impuls.contracts.contact.ContactChange;
import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.VisitSource;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.tag.TagChange;
import io.impuls.segmentation.domain.Acts;
import io.impuls.segmentation.domain.Events;
import io.impuls.segmentation.domain.RuleBook;
import io.impuls.segmentation.domain.segment.SegmentShelf;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Segments through the topology; every expectation is by hand from semantics 3.11. */
class SegmentTopologyTest {

  private static final UUID CLOCK = person("clock");
  private static final String VIEWS =
      "{'event':{'anyOf':[{'event':'page.viewed','when':{'field':'page.path','equals':'/tv'}}]%s}}";

  /** SG-04: the tag and the segment have the time of the event that brought both about. */
  @Test
  void aTagAndTheSegmentOfItComeAtTheTimeOfTheEvent() {
    RuleBook rules =
        new RuleBook().with("tv", "{'name':'n','tag':'TV','anyOf':[{'event':'page.viewed'}]}");
    try (Stream stream = stream(rules, shelf("tv", "{'tag':{'name':'tv'}}"))) {
      stream.take(Events.viewed(ANNA, "/tv", "2026-03-01T10:00:00Z"));

      List<TagChange> changes = stream.changes();
      assertThat(changes).extracting(TagChange::version).containsExactly(1L, 2L);
      assertThat(changes)
          .extracting(one -> one.action() + " " + one.tag() + " " + one.occurredAt())
          .containsExactly(
              "ASSIGNED TV 2026-03-01T10:00:00Z",
              "SEGMENT_ENTERED segment:tv 2026-03-01T10:00:00Z");
      assertThat(changes.get(1).cause()).isEqualTo(changes.get(0).cause());
    }
  }

  /** SG-18: at least 4 includes 4, and excludes 3. */
  @Test
  void atLeastFourPointsIncludesFourAndExcludesThree() {
    try (Stream stream = stream(new RuleBook(), shelf("k", "{'tag':{'name':'K','atLeast':4}}"))) {
      stream.take(Acts.added(ANNA, "K", 3, "2026-03-01T10:00:00Z"));
      assertThat(moves(stream)).isEmpty();

      stream.take(Acts.added(ANNA, "K", 1, "2026-03-01T11:00:00Z"));
      assertThat(moves(stream)).containsExactly("k entered 2026-03-01T11:00:00Z TAG false->true");
    }
  }

  /** The window is (t - W, t]: at the very second of its end the view is out of it. */
  @Test
  void aWindowEndsOnTheSecondThoughOnlyTimePasses() {
    try (Stream stream = stream(new RuleBook(), shelf("s", VIEWS.formatted(",'within':'P1D'")))) {
      stream.take(Events.viewed(ANNA, "/tv", "2026-03-01T10:00:00Z"));
      assertThat(moves(stream)).containsExactly("s entered 2026-03-01T10:00:00Z EVENT false->true");

      clock(stream, "2026-03-02T09:59:59.999Z");
      assertThat(moves(stream)).isEmpty();

      clock(stream, "2026-03-02T10:00:00Z");
      assertThat(moves(stream)).containsExactly("s left 2026-03-02T10:00:00Z TIME true->false");
    }
  }

  @Test
  void whoHasNotComeForAWhileEntersOnTheSecondAndLeavesWhenTheyCome() {
    String away = VIEWS.formatted(",'within':'P1D','atMost':0");
    String been = VIEWS.formatted("");
    try (Stream stream =
        stream(new RuleBook(), shelf("s", "{'all':[" + away + "," + been + "]}"))) {
      stream.take(Events.viewed(ANNA, "/tv", "2026-03-01T10:00:00Z"));
      clock(stream, "2026-03-04T00:00:00Z");
      stream.take(Events.viewed(ANNA, "/tv", "2026-03-04T12:00:00Z"));

      assertThat(moves(stream))
          .containsExactly(
              "s entered 2026-03-02T10:00:00Z TIME false->true",
              "s left 2026-03-04T12:00:00Z EVENT true->false");
    }
  }

  /** Who never did it is in from the moment when they are known. */
  @Test
  void whoDoesNotHaveATagIsInSinceTheyAreKnown() {
    RuleBook rules =
        new RuleBook().with("tv", "{'name':'n','tag':'TV','anyOf':[{'event':'order.placed'}]}");
    try (Stream stream = stream(rules, shelf("no-tv", "{'tag':{'name':'TV','absent':true}}"))) {
      stream.take(Events.viewed(ANNA, "/", "2026-03-01T10:00:00Z"));
      stream.take(Events.ordered(ANNA, "2026-03-01T11:00:00Z", "MUG"));

      assertThat(moves(stream))
          .containsExactly(
              "no-tv entered 2026-03-01T10:00:00Z EVENT false->true",
              "no-tv left 2026-03-01T11:00:00Z TAG true->false");
    }
  }

  /** The visit on 1 March was never the end: what was told of it is taken back. */
  @Test
  void somethingLateTakesBackWhatWasTold() {
    try (Stream stream = stream(new RuleBook(), shelf("s", VIEWS.formatted(",'within':'P2D'")))) {
      stream.take(Events.viewed(ANNA, "/tv", "2026-03-01T10:00:00Z"));
      clock(stream, "2026-03-03T12:00:00Z");
      moves(stream);

      stream.take(Events.viewed(ANNA, "/tv", "2026-03-02T10:00:00Z"));

      // it left on the 3rd at 10:00, change 2; now it never did, and is still in
      List<TagChange> changes = segments(stream);
      assertThat(words(changes)).containsExactly("s entered 2026-03-03T10:00:00Z TIME false->true");
      assertThat(changes.get(0).segment().supersedes()).isEqualTo(2);
    }
  }

  @Test
  void aThenBWithinAnHour() {
    String when =
        "{'sequence':{'within':'PT1H','steps':[[{'event':'page.viewed'}],[{'event':'order.placed'}]]}}";
    try (Stream stream = stream(new RuleBook(), shelf("s", when))) {
      stream.take(Events.ordered(ANNA, "2026-03-01T09:59:00Z", "MUG"));
      stream.take(Events.viewed(ANNA, "/", "2026-03-01T10:00:00Z"));
      stream.take(Events.ordered(ANNA, "2026-03-01T11:00:00Z", "MUG"));
      assertThat(moves(stream)).isEmpty();

      stream.take(Events.viewed(ANNA, "/", "2026-03-01T12:00:00Z"));
      stream.take(Events.ordered(ANNA, "2026-03-01T12:59:59Z", "MUG"));
      clock(stream, "2026-03-01T13:00:00Z");
      assertThat(moves(stream))
          .containsExactly(
              "s entered 2026-03-01T12:59:59Z EVENT false->true",
              "s left 2026-03-01T13:00:00Z TIME true->false");
    }
  }

  @Test
  void scoresAndBandsCount() {
    SegmentShelf shelf =
        new SegmentShelf()
            .with("hot", "{'band':{'plan':'p','band':'Hot'}}")
            .with("fifty", "{'score':{'plan':'p','atLeast':50}}");
    try (Stream stream = Stream.inMemory(new RuleBook().rules(), shelf.segments())) {
      stream.take(scored(1, 40, 50, null, "Hot", "2026-03-01T10:00:00Z"));
      stream.take(scored(2, 50, 49, "Hot", null, "2026-03-01T11:00:00Z"));

      assertThat(moves(stream))
          .containsExactly(
              "fifty entered 2026-03-01T10:00:00Z SCORE false->true",
              "hot entered 2026-03-01T10:00:00Z SCORE false->true",
              "fifty left 2026-03-01T11:00:00Z SCORE true->false",
              "hot left 2026-03-01T11:00:00Z SCORE true->false");
    }
  }

  /** 3.25: unknown is neither yes nor no. */
  @Test
  void whatIsUnknownOfAContactIsNeitherYesNorNo() {
    String when = "{'not':{'contact':{'field':'contact.country','equals':'PL'}}}";
    try (Stream stream = stream(new RuleBook(), shelf("abroad", when))) {
      stream.take(Events.viewed(ANNA, "/", "2026-03-01T10:00:00Z"));
      stream.take(told("PL", "2026-03-01T11:00:00Z"));
      assertThat(moves(stream)).isEmpty();

      stream.take(told("DE", "2026-03-01T12:00:00Z"));
      assertThat(moves(stream))
          .containsExactly("abroad entered 2026-03-01T12:00:00Z CONTACT false->true");
    }
  }

  @Test
  void segmentsOfSegmentsFollow() {
    SegmentShelf shelf =
        new SegmentShelf()
            .with("tv", VIEWS.formatted(",'within':'P1D'"))
            .with("not-tv", "{'not':{'segment':'tv'}}");
    try (Stream stream = Stream.inMemory(new RuleBook().rules(), shelf.segments())) {
      stream.take(Events.viewed(ANNA, "/tv", "2026-03-01T10:00:00Z"));
      clock(stream, "2026-03-03T00:00:00Z");

      assertThat(moves(stream, ANNA))
          .containsExactly(
              "tv entered 2026-03-01T10:00:00Z EVENT false->true",
              "not-tv entered 2026-03-02T10:00:00Z TIME false->true",
              "tv left 2026-03-02T10:00:00Z TIME true->false");
    }
  }

  /** SG-07: any visit by an advertisement; what a machine did does not count. */
  @Test
  void visitsByAdvertisementsCountIfAHumanCame() {
    String when =
        "{'event':{'within':'P30D','anyOf':[{'event':'page.viewed','when':{'field':'visit.source','equals':'ADS'}}]}}";
    try (Stream stream = stream(new RuleBook(), shelf("ads", when))) {
      Agent robot = new Agent(Agent.Verdict.MACHINE, "robot");
      stream.take(visited("2026-03-01T10:00:00Z", VisitSource.Kind.ADS, robot));
      stream.take(visited("2026-03-01T11:00:00Z", VisitSource.Kind.DIRECT, Agent.HUMAN));
      assertThat(moves(stream)).isEmpty();

      stream.take(visited("2026-03-01T12:00:00Z", VisitSource.Kind.ADS, Agent.HUMAN));
      assertThat(moves(stream))
          .containsExactly("ads entered 2026-03-01T12:00:00Z EVENT false->true");
    }
  }

  /** Two views of two people are two views of one: at least two within a day. */
  @Test
  void mergedPersonsAreJudgedTogether() {
    String when = VIEWS.formatted(",'within':'P1D','atLeast':2");
    try (Stream stream = stream(new RuleBook(), shelf("s", when))) {
      stream.take(Events.viewed(ANNA, "/tv", "2026-03-01T10:00:00Z"));
      stream.take(Events.viewed(BERT, "/tv", "2026-03-01T11:00:00Z"));
      for (UUID key : List.of(ANNA, BERT)) {
        stream.take(Events.merged(key, ANNA, BERT, "2026-03-01T12:00:00Z"));
      }

      assertThat(moves(stream, BERT))
          .containsExactly("s entered 2026-03-01T11:00:00Z EVENT false->true");
    }
  }

  /** With 60 days of retention the first view and what was told are beyond it. */
  @Test
  void howOftenAndWhatIsKnownOutliveTheRetention() {
    String when =
        "{'all':["
            + VIEWS.formatted(",'atLeast':2")
            + ",{'contact':{'field':'contact.country','equals':'DE'}}]}";
    try (Stream stream = stream(new RuleBook(), shelf("s", when))) {
      stream.take(told("PL", "2026-03-01T09:00:00Z"));
      stream.take(told("DE", "2026-03-01T09:30:00Z"));
      stream.take(Events.viewed(ANNA, "/tv", "2026-03-01T10:00:00Z"));
      stream.take(Events.viewed(CLOCK, "/clock", "2026-05-20T00:00:00Z")).rest().rest();
      assertThat(stream.log(ANNA))
          .extracting(entry -> entry.match().occurredAt())
          .containsOnly(Instant.EPOCH, Instant.parse("2026-03-01T09:30:00Z"));

      stream.take(Events.viewed(ANNA, "/tv", "2026-05-20T10:00:00Z"));
      assertThat(moves(stream)).containsExactly("s entered 2026-05-20T10:00:00Z EVENT false->true");
    }
  }

  /** What only another definition brings about says so. */
  @Test
  void anEditIsMarked() {
    Instant edit = Instant.parse("2026-03-02T00:00:00Z");
    String twice = VIEWS.formatted(",'within':'P7D','atLeast':2");
    SegmentShelf shelf =
        new SegmentShelf()
            .with("s", 1, Instant.EPOCH, edit, VIEWS.formatted(",'within':'P7D'"))
            .with("s", 2, edit, Instant.MAX, twice);
    try (Stream stream = Stream.inMemory(new RuleBook().rules(), shelf.segments())) {
      stream.take(Events.viewed(ANNA, "/tv", "2026-03-01T10:00:00Z"));
      stream.take(Events.viewed(ANNA, "/tv", "2026-03-03T10:00:00Z"));

      assertThat(moves(stream))
          .containsExactly(
              "s entered 2026-03-01T10:00:00Z EVENT false->true",
              "s left 2026-03-02T00:00:00Z EDIT true->false",
              "s entered 2026-03-03T10:00:00Z EVENT false->true");
    }
  }

  /** From the edit on nobody asks for views; what came late of before it is kept. */
  @Test
  void whatNobodyAsksForAnyMoreIsNotKept() {
    Instant edit = Instant.parse("2026-03-02T00:00:00Z");
    SegmentShelf shelf =
        new SegmentShelf()
            .with("s", 1, Instant.EPOCH, edit, VIEWS.formatted(""))
            .with("s", 2, edit, Instant.MAX, "{'tag':{'name':'TV'}}")
            .with("of-s", "{'segment':'s'}");
    try (Stream stream = stream(new RuleBook(), shelf)) {
      stream.take(
          Events.viewed(ANNA, "/tv", "2026-03-01T10:00:00Z"),
          Events.viewed(ANNA, "/tv", "2026-03-02T00:00:00Z"),
          Events.viewed(ANNA, "/tv", "2026-03-05T10:00:00Z"),
          Events.viewed(ANNA, "/tv", "2026-03-01T23:59:59.999Z"));

      assertThat(stream.log(ANNA))
          .extracting(entry -> entry.match().occurredAt())
          .containsExactly(
              Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-01T23:59:59.999Z"));
    }
  }

  /** One segment asks until the 2nd, and another from the 4th on: in between it is kept, too. */
  @Test
  void anActivityIsKeptFromTheFirstThatAsksToTheLast() {
    Instant edit = Instant.parse("2026-03-02T00:00:00Z");
    Instant other = Instant.parse("2026-03-04T00:00:00Z");
    SegmentShelf shelf =
        new SegmentShelf()
            .with("s", 1, Instant.EPOCH, edit, VIEWS.formatted(""))
            .with("s", 2, edit, Instant.MAX, "{'tag':{'name':'TV'}}")
            .with("t", 1, other, Instant.MAX, VIEWS.formatted(",'atLeast':3"));
    try (Stream stream = stream(new RuleBook(), shelf)) {
      stream.take(
          Events.viewed(ANNA, "/tv", "2026-03-01T10:00:00Z"),
          Events.viewed(ANNA, "/tv", "2026-03-03T10:00:00Z"));
      moves(stream);
      stream.take(Events.viewed(ANNA, "/tv", "2026-03-05T10:00:00Z"));

      assertThat(moves(stream)).contains("t entered 2026-03-05T10:00:00Z EVENT false->true");
    }
  }

  private static Stream stream(RuleBook rules, SegmentShelf shelf) {
    return Stream.inMemory(rules.rules(), shelf.segments());
  }

  private static SegmentShelf shelf(String id, String when) {
    return new SegmentShelf().with(id, when);
  }

  /** Brings event time on, by somebody else. */
  private static void clock(Stream stream, String at) {
    stream.take(Events.viewed(CLOCK, "/clock", at)).turn();
  }

  private static List<String> moves(Stream stream) {
    return moves(stream, ANNA);
  }

  private static List<String> moves(Stream stream, UUID person) {
    return words(segments(stream).stream().filter(one -> one.person().equals(person)).toList());
  }

  private static List<TagChange> segments(Stream stream) {
    return stream.changes().stream().filter(one -> one.segment() != null).toList();
  }

  private static List<String> words(List<TagChange> changes) {
    return changes.stream()
        .map(
            one ->
                "%s %s %s %s %s->%s"
                    .formatted(
                        one.segment().id(),
                        one.action() == TagChange.Action.SEGMENT_ENTERED ? "entered" : "left",
                        one.occurredAt(),
                        one.segment().by(),
                        one.segment().before(),
                        one.segment().after()))
        .toList();
  }

  private static io.impuls.contracts.event.Event visited(
      String at, VisitSource.Kind kind, Agent agent) {
    return Events.viewed(ANNA, "/", at, kind, agent);
  }

  private static ScoreChange scored(
      long version, long from, long to, String bandFrom, String bandTo, String at) {
    Instant when = Instant.parse(at);
    return new ScoreChange(
        Events.WORKSPACE,
        ANNA,
        "p",
        1,
        version,
        Points.of(from),
        Points.of(to),
        bandFrom,
        bandTo,
        when,
        new ScoreChange.Cause(new UUID(1, version), "page.viewed", when, when),
        List.of(),
        null,
        0);
  }

  private static ContactChange told(String country, String at) {
    return new ContactChange(
        Events.WORKSPACE,
        ANNA,
        new UUID(2, Instant.parse(at).toEpochMilli()),
        ContactChange.Kind.ATTRIBUTES,
        Instant.parse(at),
        "ola",
        "told",
        Map.of("country", country),
        null,
        null);
  }
}
