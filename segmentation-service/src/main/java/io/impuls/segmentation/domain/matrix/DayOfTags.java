package io.impuls.segmentation.domain.matrix;

import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Which of the tags count that one matrix took from what one person looked at on one day by UTC: of
 * the different ones the first as many as the limit allows, and of a row with active time once a
 * view. A pure function of what there was to take, so the order of arrival does not matter.
 */
public final class DayOfTags {

  /** An assignment. */
  private record Taken(UUID event, int seconds, String key) {}

  private final Set<Taken> counted = new HashSet<>();
  private final Set<String> all = new TreeSet<>();
  private final List<Match> caught;

  /**
   * Judges a day.
   *
   * @param caught what there was to take, in the total order of events
   */
  public DayOfTags(List<Match> caught) {
    this.caught = List.copyOf(caught);
    Set<String> allowed = new HashSet<>();
    Set<Caught.Part> views = new HashSet<>();
    for (Match match : caught) {
      Caught there = Caught.of(match);
      for (Caught.Part part : there.parts()) {
        all.add(lineage(match, part));
        if (!allowed.contains(part.key()) && allowed.size() < there.limit()) {
          allowed.add(part.key());
        }
        boolean first = part.seconds() == 0 || views.add(part);
        if (allowed.contains(part.key()) && first) {
          counted.add(new Taken(match.eventId(), part.seconds(), part.key()));
        }
      }
    }
  }

  /** Gives the lineage of all that a match's matrix caught; empty for matches of other kinds. */
  public static Optional<String> caughtBeside(Match match) {
    return Optional.of(match.lineage())
        .filter(Lineage::is)
        .map(Lineage::of)
        .filter(one -> one.kind() == Lineage.Kind.TAKEN || one.kind() == Lineage.Kind.CAUGHT)
        .map(one -> Caught.lineage(one.matrix()).text());
  }

  /**
   * Gives the lineages of the assignments that can turn out otherwise by what changed.
   *
   * @param changed matches that came or went
   */
  public Set<String> affected(Collection<Match> changed) {
    Set<String> affected = new TreeSet<>();
    Match last = caught.isEmpty() ? null : caught.get(caught.size() - 1);
    if (last != null && changed.stream().allMatch(one -> one.eventId().equals(last.eventId()))) {
      Caught.of(last).parts().forEach(part -> affected.add(lineage(last, part)));
    } else {
      affected.addAll(all);
      changed.stream()
          .map(Match::lineage)
          .filter(lineage -> Lineage.of(lineage).kind() == Lineage.Kind.TAKEN)
          .forEach(affected::add);
    }
    return affected;
  }

  /** Gives what an assignment comes to; the same entry where nothing changes. */
  public Entry judged(Entry entry) {
    Match match = entry.match();
    if (match.hold() != null || match.subTotal()) {
      return entry;
    }
    Lineage lineage = Lineage.of(match.lineage());
    boolean counts = counted.contains(new Taken(match.eventId(), lineage.seconds(), lineage.key()));
    if (counts == (entry.awarded() == match.potential())) {
      return entry;
    }
    return counts ? Entry.awarded(match) : Entry.suppressed(match, Suppression.CAP);
  }

  private static String lineage(Match match, Caught.Part part) {
    String matrix = Lineage.of(match.lineage()).matrix();
    return new Lineage(Lineage.Kind.TAKEN, matrix, part.seconds(), part.key()).text();
  }
}
