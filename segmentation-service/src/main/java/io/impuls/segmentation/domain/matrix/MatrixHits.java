package io.impuls.segmentation.domain.matrix;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.plan.MatrixDefinition.Subject;
import io.impuls.contracts.score.Suppression;
import io.impuls.rules.condition.EventFields;
import io.impuls.rules.condition.Field;
import io.impuls.rules.definition.CapPer;
import io.impuls.rules.ledger.Cap;
import io.impuls.rules.ledger.Match;
import io.impuls.segmentation.domain.Tag;
import io.impuls.segmentation.domain.TagRule;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes what an event hits in a matrix into matches: one for each tag and way of counting. */
final class MatrixHits {

  /** Time on a page arrives in instalments: a view counts once. */
  static final CapPer ONCE_A_VIEW =
      new CapPer(Cap.sliding(1, Duration.ofHours(24)), EventFields.find("page.viewId"));

  /** Where the sender names no view: the address it is of. */
  private static final List<Optional<Field>> VIEWS =
      List.of(
          EventFields.find("page.viewId"),
          EventFields.find("page.url"),
          EventFields.find("page.path"));

  /** Tags that one event can make of what is in it. */
  private static final int MOST_TAKEN = 20;

  /** Rows that an explanation names. */
  private static final int MOST_NAMED = 3;

  private final Matrix matrix;
  private final Event event;
  private final Suppression hold;
  private final Map<Lineage, Sum> sums =
      new TreeMap<>(
          Comparator.comparing(Lineage::kind)
              .thenComparing(Lineage::seconds)
              .thenComparing(Lineage::key));

  /** What the rows give together. */
  private static final class Sum {
    private final List<MatrixRow> rows = new ArrayList<>(1);
    private long thousandths;
  }

  private MatrixHits(Matrix matrix, Event event) {
    this.matrix = matrix;
    this.event = event;
    this.hold = TagRule.standsAgainst(event);
  }

  /** Gives the matches of an event; none where no row is about it. */
  static List<Match> of(Matrix matrix, Event event) {
    List<RowHit> hits = matrix.hits(event);
    List<MatrixRow> shares = matrix.shares(event.type());
    if (hits.isEmpty() && shares.isEmpty()) {
      return List.of();
    }
    MatrixHits found = new MatrixHits(matrix, event);
    hits.stream().filter(hit -> hit.row().share().isEmpty()).forEach(found::add);
    List<Match> matches = found.matches();
    if (!shares.isEmpty() && !RowIndex.texts(Subject.CATEGORY, event).isEmpty()) {
      found.looks(shares, hits, matches);
    }
    return matches;
  }

  /** One look for each window: which of the tags it speaks for is its note. */
  private void looks(List<MatrixRow> shares, List<RowHit> hits, List<Match> matches) {
    Map<Integer, Set<String>> windows = new TreeMap<>();
    for (MatrixRow row : shares) {
      int seconds = (int) row.share().orElseThrow().within().toSeconds();
      Set<String> keys = windows.computeIfAbsent(seconds, window -> new TreeSet<>());
      if (hits.stream().anyMatch(hit -> hit.row().equals(row))) {
        row.marks().forEach(mark -> keys.add(mark.tag().fixed().orElseThrow().key()));
      }
    }
    windows.forEach(
        (seconds, keys) ->
            matches.add(
                match(
                    new Lineage(Lineage.Kind.LOOKED, matrix.id(), seconds, ""),
                    Preference.LOOK,
                    null,
                    Preference.note(keys))));
  }

  private void add(RowHit hit) {
    for (MatrixRow.Mark mark : hit.row().marks()) {
      Optional<Tag> tag = mark.tag().of(hit.caught());
      if (tag.isPresent()) {
        boolean takes = mark.tag().takes();
        int seconds = hit.row().minActiveSeconds();
        Lineage.Kind fixed = seconds == 0 ? Lineage.Kind.SEEN : Lineage.Kind.STAYED;
        Lineage lineage =
            new Lineage(takes ? Lineage.Kind.TAKEN : fixed, matrix.id(), seconds, tag.get().key());
        add(lineage, hit.row(), mark.thousandths());
      }
    }
  }

  private void add(Lineage lineage, MatrixRow row, long thousandths) {
    if (lineage.kind() == Lineage.Kind.TAKEN
        && !sums.containsKey(lineage)
        && taken() >= MOST_TAKEN) {
      return;
    }
    Sum sum = sums.computeIfAbsent(lineage, one -> new Sum());
    sum.thousandths += thousandths;
    if (!sum.rows.contains(row)) {
      sum.rows.add(row);
    }
  }

  private long taken() {
    return sums.keySet().stream().filter(one -> one.kind() == Lineage.Kind.TAKEN).count();
  }

  private List<Match> matches() {
    List<Match> matches = new ArrayList<>(sums.size() + 1);
    List<Caught.Part> caught = new ArrayList<>();
    sums.forEach(
        (lineage, sum) -> {
          matches.add(match(lineage, sum));
          if (lineage.kind() == Lineage.Kind.TAKEN && hold == null) {
            String view = lineage.seconds() == 0 ? "" : view();
            caught.add(new Caught.Part(lineage.seconds(), view, lineage.key()));
          }
        });
    if (!caught.isEmpty()) {
      Lineage lineage = Caught.lineage(matrix.id());
      String note = new Caught(matrix.newTagsPerDay(), caught).note();
      matches.add(match(lineage, 0, day(), note));
    }
    return matches;
  }

  private Match match(Lineage lineage, Sum sum) {
    String counter =
        switch (lineage.kind()) {
          case SEEN -> matrix.cap().map(cap -> cap.value(event)).orElse(null);
          case STAYED -> view();
          case TAKEN, CAUGHT -> day();
          case LOOKED, PREFERRED -> null;
        };
    return match(lineage, sum.thousandths, counter, note(sum));
  }

  private Match match(Lineage lineage, long thousandths, String counter, String note) {
    return new Match(
        lineage.text(),
        matrix.version(),
        counter,
        event.occurredAt(),
        event.eventId(),
        event.type(),
        event.receivedAt(),
        event.resolution().originalPerson(),
        thousandths,
        hold,
        note);
  }

  private String note(Sum sum) {
    String rows =
        String.join("; ", sum.rows.stream().limit(MOST_NAMED).map(MatrixRow::words).toList())
            + (sum.rows.size() > MOST_NAMED
                ? "; and " + (sum.rows.size() - MOST_NAMED) + " more"
                : "");
    return hold == Suppression.ROBOT ? event.resolution().agent().reason() + ", " + rows : rows;
  }

  private String view() {
    for (Optional<Field> field : VIEWS) {
      String value = CapPer.value(field, event);
      if (value != null) {
        return value;
      }
    }
    return event.eventId().toString();
  }

  private String day() {
    return event.occurredAt().atZone(ZoneOffset.UTC).toLocalDate().toString();
  }
}
