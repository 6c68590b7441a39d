package io.impuls.contact.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contact.domain.TimelineEntry.Kind;
import io.impuls.contracts.Points;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Session;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.tag.TagOrigin;
import io.impuls.testkit.Events;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimelineEntriesTest {

  private static final UUID ANNA = new UUID(0, 1);
  private static final UUID VISIT = new UUID(0, 9);

  @Test
  void showsWhatWasOrdered() {
    Event order =
        Events.orderPlaced("536365", "139.12", "GBP")
            .product("WHITE HANGING HEART T-LIGHT HOLDER", "2.55", 6)
            .person(ANNA)
            .build();

    TimelineEntry entry = TimelineEntries.of(order);

    assertThat(entry.kind()).isEqualTo(Kind.EVENT);
    assertThat(entry.type()).isEqualTo("order.placed");
    assertThat(entry.id()).isEqualTo(order.eventId());
    assertThat(entry.detail()).containsEntry("order", order.order());
    assertThat(entry.detail()).containsEntry("products", order.products());
  }

  @Test
  void writesByTheReceiptSoThatARepetitionChangesNothing() {
    Event event =
        Events.pageViewed("https://a.test/x")
            .person(ANNA)
            .receivedAt(Instant.parse("1970-01-01T00:00:02.345Z"))
            .build();

    // 2.345 s after the epoch are 2,345,000 microseconds
    assertThat(TimelineEntries.of(event).written()).isEqualTo(2_345_000L);
    assertThat(TimelineEntries.of(event)).isEqualTo(TimelineEntries.of(event));
  }

  @Test
  void keepsOneEntryForAVisitFromItsBeginningThroughAllCorrections() {
    TimelineEntry begun = TimelineEntries.of(visit(EventTypes.SESSION_STARTED, 1, false, 600));
    TimelineEntry ended = TimelineEntries.of(visit(EventTypes.SESSION_ENDED, 1, false, 600));
    TimelineEntry moved = TimelineEntries.of(visit(EventTypes.SESSION_ENDED, 2, false, 900));

    assertThat(List.of(begun.kind(), ended.kind(), moved.kind())).containsOnly(Kind.SESSION);
    assertThat(List.of(ended.id(), moved.id())).containsOnly(begun.id());
    assertThat(ended.at()).isEqualTo(begun.at());
    assertThat(moved.at()).isEqualTo(Events.TIME.minusSeconds(900));
    assertThat(ended.written()).isGreaterThan(begun.written());
    assertThat(moved.written()).isGreaterThan(ended.written());
    assertThat(List.of(begun.gone(), ended.gone(), moved.gone())).containsOnly(false);
  }

  @Test
  void takesBackAVisitThatIsPartOfAnother() {
    TimelineEntry ended = TimelineEntries.of(visit(EventTypes.SESSION_ENDED, 1, false, 600));
    TimelineEntry retracted = TimelineEntries.of(visit(EventTypes.SESSION_ENDED, 2, true, 600));

    assertThat(retracted.gone()).isTrue();
    assertThat(retracted.id()).isEqualTo(ended.id());
    assertThat(retracted.written()).isGreaterThan(ended.written());
  }

  @Test
  void givesEachChangeAnEntryOfItsOwn() {
    Instant now = Events.TIME;
    TimelineEntry one = TimelineEntries.of(Changes.score(ANNA, "shop", 1, 1, 10), now);
    TimelineEntry two = TimelineEntries.of(Changes.score(ANNA, "shop", 1, 2, 20), now);
    TimelineEntry tag = TimelineEntries.of(Changes.tag(ANNA, "LANTERN", 1, 3L), now);

    assertThat(one.id()).isNotEqualTo(two.id());
    assertThat(one.id()).isNotEqualTo(tag.id());
    assertThat(one.kind()).isEqualTo(Kind.SCORE);
    assertThat(tag.kind()).isEqualTo(Kind.TAG);
    assertThat(tag.type()).isEqualTo("tag.reinforced");
  }

  @Test
  void saysThatATagsTimeWasOver() {
    TagChange expired =
        new TagChange(
            Events.WORKSPACE,
            ANNA,
            "LANTERN",
            "Lantern",
            1,
            2,
            TagChange.Action.EXPIRED,
            Points.of(3),
            null,
            Events.TIME,
            "lanterns",
            1,
            null,
            null,
            0,
            TagOrigin.RULE);

    TimelineEntry entry = TimelineEntries.of(expired, Events.TIME);

    assertThat(entry.type()).isEqualTo("tag.expired");
    assertThat(entry.detail()).containsEntry("before", Points.of(3)).doesNotContainKey("after");
  }

  private static Event visit(String type, int revision, boolean retracted, int startedBefore) {
    return Events.of(type)
        .person(ANNA)
        .build()
        .resolved(
            new Resolution(
                ANNA,
                ANNA,
                null,
                null,
                null,
                VISIT,
                new Session(
                    revision,
                    retracted,
                    Events.TIME.minusSeconds(startedBefore),
                    Events.TIME.plusSeconds(revision),
                    Events.TIME.plusSeconds(1_800),
                    revision,
                    1),
                null));
  }
}
