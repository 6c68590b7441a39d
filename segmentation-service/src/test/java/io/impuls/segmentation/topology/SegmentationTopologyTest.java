package io.impuls.segmentation.topology;

import static io.impuls.segmentation.domain.Events.ANNA;
import static io.impuls.segmentation.domain.Events.BERT;
import static io.impuls.segmentation.domain.Events.WORKSPACE;
import static io.impuls.segmentation.domain.Events.key;
import static io.impuls.segmentation.domain.Events.late;
import static io.impuls.segmentation.domain.Events.merged;
import static io.impuls.segmentation.domain.Events.ordered;
import static io.impuls.segmentation.domain.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.impuls.contracts.Points;
import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.event.Timeliness;
import io.impuls.contracts.event.VisitSource;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.tag.TagChange.Action;
import io.impuls.contracts.tag.TagOrigin;
import io.impuls.segmentation.domain.RuleBook;
import io.impuls.segmentation.domain.TagCard;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SegmentationTopologyTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final String LANTERNS =
      """
      {'name':'Lanterns','tag':'Lantern',
       'anyOf':[{'event':'order.placed','when':{'field':'product.name','contains':'LANTERN'}}],
       'increment':{'count':'items','where':{'field':'product.name','contains':'LANTERN'}}}
      """;
  private static final String ONCE_A_DAY =
      "{'name':'r','anyOf':[{'event':'page.viewed'}],'tag':'%s','cap':{'limit':1,'window':'PT24H'}}";

  private final List<Stream> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(Stream::close);
  }

  @Test
  void aRecordThatIsNoEventIsRejectedAndTheNextOneCounts() {
    Stream stream = stream(new RuleBook().with("lanterns", LANTERNS));

    stream.takeRaw(ANNA, "{broken").take(ordered(ANNA, "2010-12-01T08:26:00Z", "RED LANTERN"));

    assertThat(stream.rejected())
        .extracting(RejectedEvent::reason, RejectedEvent::payload)
        .containsExactly(tuple(RejectionReason.UNREADABLE_RECORD, "{broken"));
    assertThat(stream.tags(ANNA)).containsExactly("LANTERN=1");
  }

  @Test
  void assignsThenReinforcesWithBeforeAndAfter() {
    Stream stream = stream(new RuleBook().with("lanterns", LANTERNS));
    Event first = ordered(ANNA, "2010-12-01T08:26:00Z", "WHITE LANTERN", "RED LANTERN", "MUG");
    Event second = ordered(ANNA, "2010-12-02T09:00:00Z", "BLUE LANTERN");

    stream.take(first, second);

    assertThat(stream.changes())
        .containsExactly(
            change(1, Action.ASSIGNED, null, 2L, first),
            change(2, Action.REINFORCED, 2L, 3L, second));
    assertThat(stream.tags(ANNA)).containsExactly("LANTERN=3");
    assertThat(stream.head(ANNA).orElseThrow().state()).isEqualTo(new TagCard(1));
  }

  @Test
  void keysChangesByPersonAndDescribesThemAsCloudEvents() {
    Stream stream = stream(new RuleBook().with("lanterns", LANTERNS));

    stream.take(ordered(ANNA, "2010-12-01T08:26:00Z", "WHITE LANTERN"));

    TestRecord<String, TagChange> published = stream.records().get(0);
    assertThat(published.key()).isEqualTo(key(ANNA).text());
    assertThat(published.getRecordTime()).isEqualTo(Instant.parse("2010-12-01T08:26:01Z"));
    assertThat(header(published, "ce_type")).isEqualTo("io.impuls.segmentation.tag-change.v1");
    assertThat(header(published, "ce_id")).isEqualTo(ANNA + "/1/1");
    assertThat(header(published, "ce_time")).isEqualTo("2010-12-01T08:26:00Z");
  }

  @Test
  void oneEventGivesOneChangeOfATagHoweverManyRulesGiveIt() {
    Stream stream =
        stream(
            new RuleBook()
                .with("z", "{'name':'z','anyOf':[{'event':'page.viewed'}],'tag':'T','increment':2}")
                .with("a", "{'name':'a','anyOf':[{'event':'page.viewed'}],'tag':'t'}"));

    stream.take(viewed(ANNA, "/", "2026-05-01T10:00:00Z"));

    assertThat(stream.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.after()).isEqualTo(Points.of(3));
              assertThat(change.rule()).isEqualTo("a");
            });
  }

  @Test
  void anEventThatComesAgainChangesNothing() {
    Stream stream = stream(new RuleBook().with("lanterns", LANTERNS));
    Event order = ordered(ANNA, "2010-12-01T08:26:00Z", "WHITE LANTERN");

    stream.take(order, order);

    assertThat(stream.changes()).hasSize(1);
    assertThat(stream.tags(ANNA)).containsExactly("LANTERN=1");
  }

  @Test
  void aLateEventTakesAwayTheTagOfTheOneItDisplaces() {
    Stream stream =
        stream(
            new RuleBook()
                .with("r", 1, Instant.MIN, NOON, ONCE_A_DAY.formatted("MORNING"))
                .with("r", 2, NOON, Instant.MAX, ONCE_A_DAY.formatted("AFTERNOON")));
    stream.take(viewed(ANNA, "/", "2026-05-01T15:00:00Z"));
    stream.changes();

    stream.take(late(viewed(ANNA, "/", "2026-05-01T08:00:00Z"), Timeliness.LATE));

    assertThat(stream.changes())
        .extracting(TagChange::tag, TagChange::action, TagChange::version, TagChange::after)
        .containsExactly(
            tuple("AFTERNOON", Action.REMOVED, 2L, null),
            tuple("MORNING", Action.ASSIGNED, 3L, Points.of(1)));
    assertThat(stream.tags(ANNA)).containsExactly("MORNING=1");
    assertThat(stream.head(ANNA).orElseThrow().state()).isEqualTo(new TagCard(1));
  }

  @Test
  void robotsAndHistoryGiveNothing() {
    Stream stream = stream(new RuleBook().with("r", ONCE_A_DAY.formatted("T")));
    Agent robot = new Agent(Agent.Verdict.MACHINE, "known crawler");

    stream.take(
        viewed(ANNA, "/", "2026-05-01T10:00:00Z", VisitSource.Kind.DIRECT, robot),
        late(viewed(ANNA, "/", "2026-01-01T10:00:00Z"), Timeliness.HISTORICAL));

    assertThat(stream.changes()).isEmpty();
    assertThat(stream.tags(ANNA)).isEmpty();
  }

  @Test
  void whoForbidsProfilingGetsNoTagsAndTheLogSaysWhy() {
    Stream stream = stream(new RuleBook().with("r", ONCE_A_DAY.formatted("T")));

    stream.take(viewed(ANNA, "/", "2026-05-01T10:00:00Z").flagged(EventFlag.NO_PROFILING));
    assertThat(stream.changes()).isEmpty();
    assertThat(stream.tags(ANNA)).isEmpty();

    // it used up no cap: the next one of the day counts
    stream.take(viewed(ANNA, "/", "2026-05-01T11:00:00Z"));
    assertThat(stream.tags(ANNA)).containsExactly("T=1");
  }

  @Test
  void twoWhoAreOneAreJudgedAnewInsteadOfSummed() {
    // semantics 3.10 with one point: A at 10:00 and 10:00 a day later, B at 22:00 and 23:00
    Stream stream = stream(new RuleBook().with("r", ONCE_A_DAY.formatted("T")));
    stream.take(
        viewed(ANNA, "/a", "2026-05-01T10:00:00Z"),
        viewed(ANNA, "/a", "2026-05-02T10:00:00Z"),
        viewed(BERT, "/b", "2026-04-30T22:00:00Z"),
        viewed(BERT, "/b", "2026-05-01T23:00:00Z"));
    assertThat(stream.tags(ANNA)).containsExactly("T=2");
    assertThat(stream.tags(BERT)).containsExactly("T=2");
    stream.changes();

    stream.take(
        merged(BERT, ANNA, BERT, "2026-05-03T10:00:00Z"),
        merged(ANNA, ANNA, BERT, "2026-05-03T10:00:00Z"));

    // awarded 22:00 and 23:00: the union of both, not the sum of 4
    assertThat(stream.tags(BERT)).containsExactly("T=2");
    assertThat(stream.tags(ANNA)).isEmpty();
    assertThat(stream.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.person()).isEqualTo(ANNA);
              assertThat(change.action()).isEqualTo(Action.REMOVED);
              assertThat(change.version()).isEqualTo(3);
              assertThat(change.mergedInto()).isEqualTo(BERT);
              assertThat(change.before()).isEqualTo(Points.of(2));
              assertThat(change.after()).isNull();
            });
    assertThat(stream.head(ANNA).orElseThrow().alias()).contains(BERT);
  }

  @Test
  void whatStillComesForTheOldPersonCountsForTheNew() {
    Stream stream = stream(new RuleBook().with("lanterns", LANTERNS));
    stream.take(
        ordered(ANNA, "2010-12-01T08:26:00Z", "WHITE LANTERN"),
        merged(ANNA, ANNA, BERT, "2010-12-01T09:00:00Z"));
    stream.changes();

    stream.take(ordered(ANNA, "2010-12-01T10:00:00Z", "RED LANTERN"));

    assertThat(stream.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.person()).isEqualTo(BERT);
              assertThat(change.action()).isEqualTo(Action.REINFORCED);
              assertThat(change.version()).isEqualTo(2);
            });
    assertThat(stream.tags(BERT)).containsExactly("LANTERN=2");
  }

  @Test
  void versionsOfAPersonHaveNoGapsOverAllTags() {
    Stream stream =
        stream(
            new RuleBook()
                .with("lanterns", LANTERNS)
                .with("orders", "{'name':'o','anyOf':[{'event':'order.placed'}],'tag':'BUYER'}"));
    for (int day = 1; day <= 9; day++) {
      stream.take(
          ordered(ANNA, "2010-12-0" + day + "T10:00:00Z", day % 2 == 0 ? "LANTERN" : "MUG"));
    }

    assertThat(stream.changes())
        .extracting(TagChange::version)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 13).mapToObj(i -> (long) i).toList());
  }

  private Stream stream(RuleBook book) {
    Stream stream = new Stream(book.rules());
    opened.add(stream);
    return stream;
  }

  private static TagChange change(
      long version, Action action, Long before, Long after, Event cause) {
    return new TagChange(
        WORKSPACE,
        ANNA,
        "LANTERN",
        "Lantern",
        1,
        version,
        action,
        before == null ? null : Points.of(before),
        Points.of(after),
        cause.occurredAt(),
        "lanterns",
        1,
        new Cause(cause.eventId(), cause.type(), cause.occurredAt(), cause.receivedAt()),
        null,
        0,
        TagOrigin.RULE);
  }

  private static String header(TestRecord<String, TagChange> published, String name) {
    return new String(published.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
