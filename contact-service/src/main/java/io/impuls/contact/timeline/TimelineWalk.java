package io.impuls.contact.timeline;

import io.impuls.contact.domain.Timeline.Page;
import io.impuls.contact.domain.Timeline.Place;
import io.impuls.contact.domain.TimelineEntry;
import io.impuls.contact.domain.TimelineEntry.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * One page of a timeline: month by month from the newest on, in each month over the person and its
 * aliases at once, until the page is full and one entry more tells that something follows.
 */
final class TimelineWalk {

  /** Later than any event: events never lie after their receipt. */
  private static final Instant END_OF_TIME = Instant.parse("2999-01-01T00:00:00Z");

  private final TimelineTable timeline;
  private final MonthsTable months;
  private final UUID workspace;
  private final List<UUID> identities;
  private final Kind kind;
  private Place cursor;
  private final int limit;
  private final List<TimelineEntry> found = new ArrayList<>();
  private final Set<Place> seen = new HashSet<>();

  TimelineWalk(
      TimelineTable timeline,
      MonthsTable months,
      UUID workspace,
      List<UUID> identities,
      Kind kind,
      Place after,
      int limit) {
    this.timeline = timeline;
    this.months = months;
    this.workspace = workspace;
    this.identities = identities;
    this.kind = kind;
    this.cursor = after;
    this.limit = limit;
  }

  CompletionStage<Page> page() {
    Map<Integer, List<UUID>> persons = new TreeMap<>(Comparator.reverseOrder());
    int newest = cursor == null ? Integer.MAX_VALUE : MonthsTable.month(cursor.at());
    CompletionStage<Void> known = CompletableFuture.completedStage(null);
    for (UUID person : identities) {
      known =
          known.thenCombine(
              months.of(workspace, person),
              (none, theirs) -> {
                theirs.stream()
                    .filter(month -> month <= newest)
                    .forEach(m -> persons.computeIfAbsent(m, x -> new ArrayList<>()).add(person));
                return null;
              });
    }
    return known.thenCompose(none -> walk(persons.entrySet().iterator()));
  }

  private CompletionStage<Page> walk(Iterator<Map.Entry<Integer, List<UUID>>> open) {
    if (found.size() > limit || !open.hasNext()) {
      boolean more = found.size() > limit;
      List<TimelineEntry> kept = more ? found.subList(0, limit) : found;
      return CompletableFuture.completedStage(
          new Page(kept, more ? place(kept.get(limit - 1)) : null));
    }
    Map.Entry<Integer, List<UUID>> month = open.next();
    return month(month.getKey(), month.getValue()).thenCompose(none -> walk(open));
  }

  /**
   * Takes entries of a month until the page is full or the month read. What is left out of a page
   * (events under two ids) must not end the month early.
   */
  private CompletionStage<Void> month(int month, List<UUID> persons) {
    CompletionStage<List<TimelineEntry>> entries = CompletableFuture.completedStage(List.of());
    for (UUID person : persons) {
      entries = entries.thenCombine(of(person, month), TimelineWalk::both);
    }
    return entries.thenCompose(
        all -> {
          List<TimelineEntry> chunk =
              all.stream().sorted(TimelineEntry.NEWEST_FIRST).limit(wanted()).toList();
          take(chunk);
          if (found.size() > limit || chunk.size() < wanted()) {
            return CompletableFuture.completedStage(null);
          }
          cursor = place(chunk.get(chunk.size() - 1));
          return month(month, persons);
        });
  }

  /** One more than a page holds tells that something follows. */
  private int wanted() {
    return limit + 1;
  }

  private CompletionStage<List<TimelineEntry>> of(UUID person, int month) {
    if (cursor == null || month < MonthsTable.month(cursor.at())) {
      return timeline.before(workspace, person, month, END_OF_TIME, kind, wanted());
    }
    return timeline
        .sameTime(workspace, person, month, cursor, kind, wanted())
        .thenCombine(
            timeline.before(workspace, person, month, cursor.at(), kind, wanted()),
            TimelineWalk::both);
  }

  private void take(List<TimelineEntry> chunk) {
    chunk.stream()
        // the same event may lie under two ids that were merged later
        .filter(entry -> seen.add(place(entry)))
        .forEach(found::add);
  }

  private static Place place(TimelineEntry entry) {
    return new Place(entry.at(), entry.id());
  }

  private static List<TimelineEntry> both(List<TimelineEntry> a, List<TimelineEntry> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }
}
