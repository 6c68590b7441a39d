package io.impuls.segmentation.domain.matrix;

import io.impuls.contracts.Ids;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.Match.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * When a person preferred a category (SG-09): the tag comes at the very look with which it has its
 * share, and goes when it has it no more, also when that is because looks have become too old. A
 * pure function of the looks, so neither order of arrival nor merges matter.
 */
public final class Preference {

  /** Thousandths of a point of a look: nobody sees them. */
  static final long LOOK = 1;

  private static final String SEPARATOR = "\t";

  /** Of the match that says that a preference began or ended. */
  private static final String TURNED = "preference.turned";

  private final Lineage lineage;
  private final MatrixRow row;
  private final int version;
  private final List<Match> looks;
  private final Instant now;

  /**
   * Makes the preference for one tag.
   *
   * @param lineage lineage of the tag, as {@link #affected} gives it
   * @param row by which share
   * @param version of the matrix
   * @param looked the entries of the looks, and of how they became too old
   */
  private Preference(Lineage lineage, MatrixRow row, int version, List<Entry> looked) {
    this.lineage = lineage;
    this.row = row;
    this.version = version;
    this.looks =
        looked.stream()
            .filter(entry -> entry.match().part() == Part.AWARD && entry.awarded() > 0)
            .map(Entry::match)
            .filter(match -> !match.subTotal())
            .toList();
    this.now =
        looked.stream()
            .map(entry -> entry.match().occurredAt())
            .max(Instant::compareTo)
            .orElse(Instant.MIN);
  }

  /** Gives the note of a look that speaks for these tags. */
  static String note(Set<String> keys) {
    return String.join(SEPARATOR, keys);
  }

  private static Set<String> keys(Match look) {
    return look.note() == null ? Set.of() : Set.copyOf(Arrays.asList(look.note().split(SEPARATOR)));
  }

  /** Gives the lineage of the looks that a match is one of; empty for matches of other kinds. */
  public static Optional<String> looks(Match match) {
    return Optional.of(match.lineage())
        .filter(Lineage::is)
        .filter(text -> Lineage.of(text).kind() == Lineage.Kind.LOOKED)
        .filter(text -> !match.subTotal());
  }

  /**
   * Gives the tags that looks can speak for, as lineages.
   *
   * @param looked the entries of a lineage of looks; at least one
   */
  static List<Preference> of(Matrices matrices, List<Entry> looked) {
    List<Match> newestFirst =
        looked.stream()
            .map(Entry::match)
            .filter(match -> !match.subTotal())
            .sorted(Match.ORDER.reversed())
            .toList();
    Lineage looks = Lineage.of(newestFirst.get(0).lineage());
    List<Preference> all = new ArrayList<>();
    for (String key : matrices.preferred(looks)) {
      Lineage lineage = new Lineage(Lineage.Kind.PREFERRED, looks.matrix(), looks.seconds(), key);
      // a version that has the row no more leaves what is there to the last one that had it
      newestFirst.stream()
          .map(Match::version)
          .distinct()
          .filter(version -> matrices.share(lineage, version).isPresent())
          .findFirst()
          .ifPresent(
              version ->
                  all.add(
                      new Preference(
                          lineage,
                          matrices.share(lineage, version).orElseThrow(),
                          version,
                          looked)));
    }
    return all;
  }

  /** Gives the lineage of the tag. */
  public String lineage() {
    return lineage.text();
  }

  /**
   * Gives what turns by a change.
   *
   * @param person whose
   * @param stored the entries of the tag's lineage
   * @param changed what came or went: what was before stands
   */
  public List<EntryChange> turned(UUID person, List<Entry> stored, Collection<Match> changed) {
    Instant first = changed.stream().map(Match::occurredAt).min(Instant::compareTo).orElseThrow();
    Map<Instant, Long> wanted = turns(first);
    Map<Instant, Entry> there = new HashMap<>();
    stored.forEach(entry -> there.put(entry.match().occurredAt(), entry));
    List<EntryChange> changes = new ArrayList<>();
    for (Entry entry : stored) {
      Instant at = entry.match().occurredAt();
      long points = wanted.getOrDefault(at, 0L);
      if (!at.isBefore(first) && entry.awarded() != points) {
        changes.add(
            new EntryChange(entry, new Entry(entry.match().withPotential(points), points, null)));
      }
    }
    wanted.forEach(
        (at, points) -> {
          if (!there.containsKey(at)) {
            changes.add(new EntryChange(null, new Entry(match(person, at, points), points, null)));
          }
        });
    return changes;
  }

  /** Gives when the preference begins and ends from an instant on, and what that adds. */
  private Map<Instant, Long> turns(Instant first) {
    long points = row.marks().stream().mapToLong(this::points).sum();
    Map<Instant, Long> turns = new TreeMap<>();
    int all = 0;
    int here = 0;
    boolean before = false;
    for (Map.Entry<Instant, int[]> step : steps().entrySet()) {
      Instant at = step.getKey();
      if (at.isAfter(now)) {
        break;
      }
      all += step.getValue()[0];
      here += step.getValue()[1];
      boolean holds = row.share().orElseThrow().reached(here, all);
      if (holds != before && !at.isBefore(first)) {
        turns.put(at, holds ? points : -points);
      }
      before = holds;
    }
    return turns;
  }

  /** Gives by how many looks, and how many at the category, there are more from an instant on. */
  private Map<Instant, int[]> steps() {
    Map<Instant, int[]> steps = new TreeMap<>();
    for (Match look : looks) {
      int here = keys(look).contains(lineage.key()) ? 1 : 0;
      add(steps, look.occurredAt(), 1, here);
      add(steps, look.occurredAt().plusSeconds(lineage.seconds()), -1, -here);
    }
    return steps;
  }

  private static void add(Map<Instant, int[]> steps, Instant at, int all, int here) {
    int[] step = steps.computeIfAbsent(at, one -> new int[2]);
    step[0] += all;
    step[1] += here;
  }

  private long points(MatrixRow.Mark mark) {
    boolean same = mark.tag().fixed().orElseThrow().key().equals(lineage.key());
    return same ? mark.thousandths() : 0;
  }

  private Match match(UUID person, Instant at, long points) {
    return new Match(
        lineage.text(),
        version,
        null,
        at,
        Ids.derived(person, TURNED, lineage.text(), at.toString()),
        TURNED,
        at,
        person,
        points,
        null,
        row.words(),
        null,
        null,
        Part.TRAIT);
  }
}
