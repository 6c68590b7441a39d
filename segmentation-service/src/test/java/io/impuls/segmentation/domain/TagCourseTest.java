package io.impuls.segmentation.domain;

import static io.impuls.segmentation.domain.Events.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.tag.TagAct;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Match;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One tag of Anna, as its entries lie in the ledger. */
class TagCourseTest {

  private static final String DAY_ONE = "2026-05-01T10:00:00Z";
  private static final String DAY_TWO = "2026-05-02T10:00:00Z";
  private static final String DAY_THREE = "2026-05-03T10:00:00Z";

  private final TagRules rules =
      new RuleBook()
          .with(
              "week",
              "{'name':'w','tag':'T','increment':3,'ttl':{'within':'P7D'},'anyOf':[{'event':'page.viewed'}]}")
          .with("off", "{'name':'o','tag':'T','remove':true,'anyOf':[{'event':'order.placed'}]}")
          .rules();

  @Test
  void aRemovalTakesWhatIsThere() {
    Entry removal = entry(Events.ordered(ANNA, DAY_TWO, "MUG"));

    assertThat(judged(removal, view(DAY_ONE), removal, view(DAY_THREE)))
        .containsExactly("off -3000");
  }

  @Test
  void whatComesToLightBeforeARemovalIsTakenToo() {
    Entry removal = new Entry(entry(Events.ordered(ANNA, DAY_TWO, "MUG")).match(), -3_000, null);
    Entry late = view("2026-05-01T12:00:00Z");

    assertThat(judged(late, view(DAY_ONE), late, removal)).containsExactly("off -6000");
  }

  @Test
  void whatStandsBeforeTheChangeIsNotJudgedAgain() {
    // a verdict of entries that have left the log: it is no 3
    Entry removal = new Entry(entry(Events.ordered(ANNA, DAY_TWO, "MUG")).match(), -8_000, null);
    Entry added = hand(Acts.added(ANNA, "T", 1, DAY_THREE));

    assertThat(judged(added, view(DAY_ONE), removal, added)).isEmpty();
  }

  @Test
  void nobodyTakesMoreThanThereIs() {
    Entry less = hand(Acts.added(ANNA, "T", -5, DAY_TWO));

    assertThat(judged(less, view(DAY_ONE), less)).containsExactly("~hand/T -3000");
  }

  @Test
  void anUndoingIsTheOppositeOfWhatTheActDid() {
    TagAct act = Acts.added(ANNA, "T", -5, DAY_TWO);
    Entry less = new Entry(ByHand.match(act), -3_000, null);
    Entry undone = hand(Acts.undone(act, DAY_THREE));

    // three were taken, not five
    assertThat(judged(undone, view(DAY_ONE), less, undone)).containsExactly("~hand/T 3000");
  }

  @Test
  void anUndoingOfWhatIsNotKnownDoesNothing() {
    Entry undone = hand(Acts.undone(Acts.removed(ANNA, "T", DAY_TWO), DAY_THREE));

    assertThat(judged(undone, view(DAY_ONE), undone)).isEmpty();
  }

  @Test
  void anAssignmentWhoseTimeWasOverWhenSomethingElseHappenedIsOverdue() {
    Entry first = view(DAY_ONE);
    Instant end = Instant.parse(DAY_ONE).plus(Duration.ofDays(7));

    assertThat(course(first, view(end.minusMillis(1).toString())).overdue()).isEmpty();
    assertThat(course(first, view(end.toString())).overdue()).containsExactly(first);
  }

  private List<String> judged(Entry first, Entry... entries) {
    List<String> turned = new ArrayList<>();
    for (EntryChange change : course(entries).judgedFrom(first.match())) {
      turned.add(change.match().lineage() + " " + change.after().awarded());
    }
    return turned;
  }

  private TagCourse course(Entry... entries) {
    return new TagCourse(rules, List.of(entries));
  }

  private Entry view(String at) {
    return entry(Events.viewed(ANNA, "/", at));
  }

  private Entry entry(io.impuls.contracts.event.Event event) {
    List<Match> found = rules.matches(event);
    assertThat(found).hasSize(1);
    return Entry.awarded(found.get(0));
  }

  private static Entry hand(TagAct act) {
    return Entry.awarded(ByHand.match(act));
  }
}
