package io.impuls.segmentation.topology;

import static io.impuls.segmentation.domain.Events.ANNA;
import static io.impuls.segmentation.domain.Events.BERT;
import static io.impuls.segmentation.domain.Events.late;
import static io.impuls.segmentation.domain.Events.merged;
import static io.impuls.segmentation.domain.Events.ordered;
import static io.impuls.segmentation.domain.Events.parted;
import static io.impuls.segmentation.domain.Events.person;
import static io.impuls.segmentation.domain.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.impuls.contracts.Points;
import io.impuls.contracts.event.Timeliness;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.tag.TagChange.Action;
import io.impuls.segmentation.domain.RuleBook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What passing time does to tags, by the events that others cause in the partition. */
class TagTimeTest {

  /** Whose visits move the time of the partition, and who gets no tag by them. */
  private static final UUID CLOCK = person("clock");

  private static final String WEEK =
      """
      {'name':'r','tag':'T','ttl':{'within':'P7D','mode':'%s'},
       'anyOf':[{'event':'page.viewed','when':{'field':'page.path','equals':'/t'}}]}
      """;

  private final List<Stream> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(Stream::close);
  }

  @Test
  void extendMovesTheEndOnWithEachAssignment() {
    Stream stream = stream(new RuleBook().with("r", WEEK.formatted("EXTEND")));
    view(stream, ANNA, "2026-05-01T10:00:00Z");
    view(stream, ANNA, "2026-05-05T10:00:00Z");
    stream.changes();

    // a week after the second, to the millisecond
    reach(stream, "2026-05-12T09:59:59.999Z");
    assertThat(stream.tags(ANNA)).containsExactly("T=2");
    assertThat(stream.changes()).isEmpty();

    reach(stream, "2026-05-12T10:00:00Z");
    assertThat(stream.tags(ANNA)).isEmpty();
    assertThat(stream.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.action()).isEqualTo(Action.EXPIRED);
              assertThat(change.before()).isEqualTo(Points.of(2));
              assertThat(change.after()).isNull();
              assertThat(change.occurredAt()).isEqualTo("2026-05-12T10:00:00Z");
              assertThat(change.rule()).isEqualTo("r");
              assertThat(change.version()).isEqualTo(3);
            });
  }

  @Test
  void keepLeavesTheEndThatTheFirstAssignmentSet() {
    Stream stream = stream(new RuleBook().with("r", WEEK.formatted("KEEP")));
    view(stream, ANNA, "2026-05-01T10:00:00Z");
    view(stream, ANNA, "2026-05-05T10:00:00Z");

    reach(stream, "2026-05-08T09:59:59.999Z");
    assertThat(stream.tags(ANNA)).containsExactly("T=2");
    reach(stream, "2026-05-08T10:00:00Z");
    assertThat(stream.tags(ANNA)).isEmpty();

    // and the next one sets another
    view(stream, ANNA, "2026-05-09T10:00:00Z");
    reach(stream, "2026-05-16T09:59:59.999Z");
    assertThat(stream.tags(ANNA)).containsExactly("T=1");
    reach(stream, "2026-05-16T10:00:00Z");
    assertThat(stream.tags(ANNA)).isEmpty();
  }

  @Test
  void resetBringsTheEndNearerWhereExtendDoesNot() {
    String other =
        """
        {'name':'r','tag':'T','ttl':{'within':'P2D','mode':'%s'},
         'anyOf':[{'event':'page.viewed','when':{'field':'page.path','equals':'/short'}}]}
        """;
    Stream resets =
        stream(
            new RuleBook()
                .with("long", WEEK.formatted("EXTEND"))
                .with("short", other.formatted("RESET")));
    Stream extends2 =
        stream(
            new RuleBook()
                .with("long", WEEK.formatted("EXTEND"))
                .with("short", other.formatted("EXTEND")));
    for (Stream stream : List.of(resets, extends2)) {
      view(stream, ANNA, "2026-05-01T10:00:00Z");
      stream.take(viewed(ANNA, "/short", "2026-05-02T10:00:00Z"));
      reach(stream, "2026-05-04T10:00:00Z");
    }

    assertThat(resets.tags(ANNA)).isEmpty();
    assertThat(extends2.tags(ANNA)).containsExactly("T=2");
    reach(extends2, "2026-05-08T10:00:00Z");
    assertThat(extends2.tags(ANNA)).isEmpty();
  }

  @Test
  void anAssignmentAtTheVeryEndIsAFirstOne() {
    Stream stream = stream(new RuleBook().with("r", WEEK.formatted("EXTEND")));

    view(stream, ANNA, "2026-05-01T10:00:00Z");
    view(stream, ANNA, "2026-05-08T10:00:00Z");

    assertThat(stream.tags(ANNA)).containsExactly("T=1");
    reach(stream, "2026-05-08T10:00:01Z");
    assertThat(stream.tags(ANNA)).containsExactly("T=1");
  }

  @Test
  void anEndThatNobodyWasToldOfComesBeforeTheNextAssignment() {
    Stream stream = stream(new RuleBook().with("r", WEEK.formatted("EXTEND")));

    // no timer had its turn in between, as in a quick replay
    view(stream, ANNA, "2026-05-01T10:00:00Z");
    view(stream, ANNA, "2026-05-20T10:00:00Z");
    stream.turn();

    assertThat(stream.changes())
        .extracting(TagChange::action, TagChange::after, TagChange::occurredAt)
        .containsExactly(
            tuple(Action.ASSIGNED, Points.of(1), Instant.parse("2026-05-01T10:00:00Z")),
            tuple(Action.EXPIRED, null, Instant.parse("2026-05-08T10:00:00Z")),
            tuple(Action.ASSIGNED, Points.of(1), Instant.parse("2026-05-20T10:00:00Z")));
  }

  @Test
  void aLateAssignmentShowsThatTheTagHadNotEnded() {
    Stream stream = stream(new RuleBook().with("r", WEEK.formatted("EXTEND")));
    view(stream, ANNA, "2026-05-01T10:00:00Z");
    reach(stream, "2026-05-09T10:00:00Z");
    assertThat(stream.tags(ANNA)).isEmpty();

    stream.take(late(viewed(ANNA, "/t", "2026-05-06T10:00:00Z"), Timeliness.LATE));
    assertThat(stream.tags(ANNA)).containsExactly("T=2");

    reach(stream, "2026-05-13T10:00:00Z");
    assertThat(stream.tags(ANNA)).isEmpty();
  }

  @Test
  void twoWhoAreOneHaveOneEnd() {
    Stream stream = stream(new RuleBook().with("r", WEEK.formatted("EXTEND")));
    view(stream, ANNA, "2026-05-01T10:00:00Z");
    view(stream, BERT, "2026-05-06T10:00:00Z");
    merge(stream, "2026-05-07T10:00:00Z");
    stream.turn();

    assertThat(stream.tags(BERT)).containsExactly("T=2");
    reach(stream, "2026-05-13T09:59:59.999Z");
    assertThat(stream.tags(BERT)).containsExactly("T=2");
    reach(stream, "2026-05-13T10:00:00Z");
    assertThat(stream.tags(BERT)).isEmpty();
  }

  @Test
  void whatHadEndedBeforeAMergeStaysEnded() {
    Stream stream = stream(new RuleBook().with("r", WEEK.formatted("EXTEND")));
    view(stream, ANNA, "2026-05-01T10:00:00Z");
    reach(stream, "2026-05-09T10:00:00Z");
    view(stream, BERT, "2026-05-10T10:00:00Z");

    merge(stream, "2026-05-11T10:00:00Z");
    stream.turn();

    assertThat(stream.tags(BERT)).containsExactly("T=1");
  }

  @Test
  void aSplitGivesEachTheirOwnEnd() {
    Stream stream = stream(new RuleBook().with("r", WEEK.formatted("EXTEND")));
    view(stream, ANNA, "2026-05-01T10:00:00Z");
    view(stream, BERT, "2026-05-06T10:00:00Z");
    merge(stream, "2026-05-07T10:00:00Z");
    reach(stream, "2026-05-09T10:00:00Z");
    assertThat(stream.tags(BERT)).containsExactly("T=2");

    for (UUID key : List.of(ANNA, BERT)) {
      stream.take(parted(key, BERT, ANNA, ANNA, "2026-05-10T10:00:00Z"));
    }
    reach(stream, "2026-05-10T11:00:00Z");

    assertThat(stream.tags(ANNA)).isEmpty();
    assertThat(stream.tags(BERT)).containsExactly("T=1");
  }

  @Test
  void theTagEndsWithAllThatOthersGave() {
    Stream stream =
        stream(
            new RuleBook()
                .with("r", WEEK.formatted("EXTEND"))
                .with("order", "{'name':'o','tag':'T','anyOf':[{'event':'order.placed'}]}"));
    view(stream, ANNA, "2026-05-01T10:00:00Z");
    stream.take(ordered(ANNA, "2026-05-02T10:00:00Z", "MUG"));
    assertThat(stream.tags(ANNA)).containsExactly("T=2");

    reach(stream, "2026-05-08T10:00:00Z");
    assertThat(stream.tags(ANNA)).isEmpty();

    // without a time to live, the tag stays
    stream.take(ordered(ANNA, "2026-05-09T10:00:00Z", "MUG"));
    reach(stream, "2026-06-09T10:00:00Z");
    assertThat(stream.tags(ANNA)).containsExactly("T=1");
  }

  @Test
  void whatACapLetsPassMovesTheEndAndNothingElse() {
    Stream stream =
        stream(
            new RuleBook()
                .with(
                    "r",
                    """
                    {'name':'r','tag':'T','ttl':{'within':'P7D'},
                     'cap':{'limit':1,'window':'P3D'},'anyOf':[{'event':'page.viewed'}]}
                    """));
    view(stream, ANNA, "2026-05-01T10:00:00Z");
    view(stream, ANNA, "2026-05-02T10:00:00Z");

    // the second was capped: the end is the first one's
    stream.take(ordered(CLOCK, "2026-05-08T10:00:00Z", "MUG")).turn();
    assertThat(stream.tags(ANNA)).isEmpty();
  }

  @Test
  void pointsMayGoByStepsAndTheLastIsAnEnd() {
    Stream stream =
        stream(
            new RuleBook()
                .with(
                    "r",
                    """
                    {'name':'r','tag':'T','increment':10,
                     'decay':{'steps':[{'after':'P1D','percent':50},{'after':'P2D','percent':0}]},
                     'anyOf':[{'event':'page.viewed','when':{'field':'page.path','equals':'/t'}}]}
                    """));
    view(stream, ANNA, "2026-05-01T10:00:00Z");

    reach(stream, "2026-05-02T10:00:00Z");
    assertThat(stream.tags(ANNA)).containsExactly("T=5");
    reach(stream, "2026-05-03T10:00:00Z");

    assertThat(stream.tags(ANNA)).isEmpty();
    assertThat(stream.changes())
        .extracting(TagChange::action)
        .containsExactly(Action.ASSIGNED, Action.REINFORCED, Action.EXPIRED);
  }

  @Test
  void aRuleTakesATagAwayAndWhatWasBeforeStaysAway() {
    Stream stream = stream(removing());
    stream.take(
        viewed(ANNA, "/t", "2026-05-01T10:00:00Z"),
        viewed(ANNA, "/t", "2026-05-02T10:00:00Z"),
        ordered(ANNA, "2026-05-03T10:00:00Z", "MUG"));
    assertThat(stream.tags(ANNA)).isEmpty();
    assertThat(stream.changes())
        .extracting(TagChange::action, TagChange::before, TagChange::rule)
        .contains(tuple(Action.REMOVED, Points.of(2), "bought"));

    stream.take(late(viewed(ANNA, "/t", "2026-05-02T12:00:00Z"), Timeliness.LATE));
    assertThat(stream.tags(ANNA)).isEmpty();

    stream.take(viewed(ANNA, "/t", "2026-05-04T10:00:00Z"));
    assertThat(stream.tags(ANNA)).containsExactly("T=1");
  }

  @Test
  void aRemovalThatIsKnownLateTakesWhatWasBeforeIt() {
    Stream stream = stream(removing());
    stream.take(
        viewed(ANNA, "/t", "2026-05-01T10:00:00Z"), viewed(ANNA, "/t", "2026-05-04T10:00:00Z"));
    assertThat(stream.tags(ANNA)).containsExactly("T=2");

    stream.take(late(ordered(ANNA, "2026-05-03T10:00:00Z", "MUG"), Timeliness.LATE));

    assertThat(stream.tags(ANNA)).containsExactly("T=1");
  }

  @Test
  void aRuleMayWaitForWhatDoesNotHappen() {
    Stream stream =
        stream(
            new RuleBook()
                .with(
                    "left",
                    """
                    {'name':'l','tag':'UNDECIDED','anyOf':[{'event':'page.viewed',
                       'when':{'field':'page.path','equals':'/t'}}],
                     'unless':{'anyOf':[{'event':'order.placed'}],'within':'P1D'}}
                    """));
    view(stream, ANNA, "2026-05-01T10:00:00Z");
    view(stream, BERT, "2026-05-01T10:00:00Z");
    stream.take(ordered(BERT, "2026-05-01T11:00:00Z", "MUG"));

    // 15 minutes of grace for answers on their way
    reach(stream, "2026-05-02T10:14:59.999Z");
    assertThat(stream.tags(ANNA)).isEmpty();
    reach(stream, "2026-05-02T10:15:00Z");

    assertThat(stream.tags(ANNA)).containsExactly("UNDECIDED=1");
    assertThat(stream.tags(BERT)).isEmpty();
    assertThat(stream.changes())
        .extracting(TagChange::occurredAt)
        .containsExactly(Instant.parse("2026-05-02T10:00:00Z"));
  }

  @Test
  void aTagGoesWhenItsPersonIsSilentForTooLong() {
    Stream stream =
        stream(
            new RuleBook()
                .with("active", "{'name':'a','tag':'ACTIVE','anyOf':[{'event':'page.viewed'}]}")
                .with(
                    "silent",
                    """
                    {'name':'s','tag':'ACTIVE','remove':true,'anyOf':[{'event':'page.viewed'}],
                     'unless':{'within':'P3D'}}
                    """));
    view(stream, ANNA, "2026-05-01T10:00:00Z");
    view(stream, ANNA, "2026-05-03T10:00:00Z");

    // three days and 15 minutes of grace after the second
    reach(stream, "2026-05-06T10:14:59.999Z");
    assertThat(stream.tags(ANNA)).containsExactly("ACTIVE=2");
    reach(stream, "2026-05-06T10:15:00Z");

    assertThat(stream.tags(ANNA)).isEmpty();
    assertThat(stream.changes().stream().filter(change -> change.person().equals(ANNA)))
        .extracting(TagChange::action, TagChange::occurredAt)
        .endsWith(tuple(Action.REMOVED, Instant.parse("2026-05-06T10:00:00Z")));
  }

  @Test
  void quietHoursWithholdOrDefer() {
    String quiet =
        """
        {'name':'q','tag':'%s','anyOf':[{'event':'page.viewed',
           'when':{'field':'page.path','equals':'/t'}}],
         'quietHours':{'from':'22:00','to':'06:00','effect':'%s'}}
        """;
    Stream stream =
        stream(
            new RuleBook()
                .with("drop", quiet.formatted("DROPPED", "DROP"))
                .with("defer", quiet.formatted("DEFERRED", "DEFER")));
    view(stream, ANNA, "2026-05-01T23:00:00Z");
    assertThat(stream.tags(ANNA)).isEmpty();

    reach(stream, "2026-05-02T06:00:00Z");

    assertThat(stream.tags(ANNA)).containsExactly("DEFERRED=1");
  }

  private static RuleBook removing() {
    return new RuleBook()
        .with("seen", "{'name':'s','tag':'T','anyOf':[{'event':'page.viewed'}]}")
        .with("bought", "{'name':'b','tag':'T','remove':true,'anyOf':[{'event':'order.placed'}]}");
  }

  /**
   * A month from each view on: on days 0, 20, 40, 60 and 80 it never ended. By day 85 the first two
   * have left the ledger of 60 days, and what their own ends came to goes along.
   */
  @Test
  void whoIsMergedKeepsWhatNeverEnded() {
    Stream stream =
        stream(new RuleBook().with("r", WEEK.formatted("EXTEND").replace("P7D", "P30D")));
    Instant start = Instant.parse("2026-01-01T10:00:00Z");
    for (int day = 0; day <= 80; day += 20) {
      String at = start.plus(Duration.ofDays(day)).toString();
      view(stream, BERT, at);
      reach(stream, at);
    }
    reach(stream, start.plus(Duration.ofDays(84)).toString());
    stream.rest();

    merge(stream, BERT, ANNA, start.plus(Duration.ofDays(85)).toString());

    assertThat(stream.tags(ANNA)).containsExactly("T=5");
    assertThat(stream.tags(BERT)).isEmpty();
  }

  private static void merge(Stream stream, UUID from, UUID into, String at) {
    stream.take(merged(from, from, into, at), merged(into, from, into, at));
  }

  private static void view(Stream stream, UUID person, String at) {
    stream.take(viewed(person, "/t", at));
  }

  /** Somebody else does something else: the partition's time moves on, and timers have a turn. */
  private static void reach(Stream stream, String at) {
    stream.take(viewed(CLOCK, "/clock", at)).turn();
  }

  private static void merge(Stream stream, String at) {
    stream.take(merged(ANNA, ANNA, BERT, at), merged(BERT, ANNA, BERT, at));
  }

  private Stream stream(RuleBook book) {
    Stream stream = new Stream(book.rules());
    opened.add(stream);
    return stream;
  }
}
