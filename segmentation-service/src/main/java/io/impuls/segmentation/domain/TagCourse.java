package io.impuls.segmentation.domain;

import io.impuls.contracts.plan.TagRuleDefinition.Ttl.Mode;
import io.impuls.rules.ledger.Alarms;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Ledger;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.Match.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What became of one tag of one person, step by step: each assignment adds to its score, a removal
 * takes all of it away, and so does the end of its time (semantics 3.12). What a removal, an end or
 * an undoing takes is its entry's verdict, so the score is the sum of all entries whatever leaves
 * the log, and is judged again when something earlier comes to light.
 */
public final class TagCourse {

  /** In the order of time; at one instant the tag ends first, and what else happens then is new. */
  public static final Comparator<Entry> ORDER =
      Comparator.comparing((Entry entry) -> entry.match().occurredAt())
          .thenComparing(entry -> entry.match().part() != Part.EXPIRED)
          .thenComparing(Entry::match, Match.ORDER)
          .thenComparing(entry -> entry.match().lineage());

  /** Gives the match that comes first in the course of a tag. */
  public static Match first(Match one, Match other) {
    return ORDER.compare(Entry.silent(one), Entry.silent(other)) <= 0 ? one : other;
  }

  /** An award in the log; more than one rule may match an event. */
  private record Award(String lineage, UUID event) {
    static Award of(Match match) {
      return new Award(match.lineage(), match.eventId());
    }
  }

  private final TagRules rules;
  private final List<Entry> entries;

  /** Which award a row is of that passing time brought. */
  private final Map<UUID, Award> born = new HashMap<>();

  private final Map<UUID, UUID> undone = new HashMap<>();
  private final Map<UUID, Long> byHand = new HashMap<>();
  private final Set<Award> live = new HashSet<>();
  private long score;
  private Instant end;

  /**
   * Makes the course of a tag.
   *
   * @param entries all entries of the tag that the log has, sums of older ones included
   */
  public TagCourse(TagRules rules, Collection<Entry> entries) {
    this.rules = rules;
    this.entries = entries.stream().sorted(ORDER).toList();
    Ledger ledger = new Ledger(rules, rules, Alarms.NONE);
    for (Entry entry : entries) {
      Match match = entry.match();
      if (rules.decayOf(match.lineage(), match.version()).isPresent()) {
        ledger.following(List.of(entry)).forEach(id -> born.put(id, Award.of(match)));
      }
      if (ByHand.is(match)) {
        undone.put(ByHand.undoing(match.eventId()), match.eventId());
      }
    }
  }

  /**
   * Gives the assignments whose own time was over when something else happened to the tag: whether
   * the tag ended there has to be known before the rest can be judged.
   */
  public List<Entry> overdue() {
    if (entries.isEmpty()) {
      return List.of();
    }
    Instant last = entries.get(entries.size() - 1).match().occurredAt();
    Set<Award> asked = new HashSet<>();
    entries.forEach(entry -> asked.add(born.get(entry.match().eventId())));
    List<Entry> found = new ArrayList<>();
    for (Entry entry : entries) {
      Match match = entry.match();
      Optional<Ttl> ttl = assigned(entry) ? ttl(match) : Optional.empty();
      if (ttl.isPresent()
          && !match.occurredAt().plus(ttl.get().within()).isAfter(last)
          && !asked.contains(Award.of(match))) {
        found.add(entry);
      }
    }
    return found;
  }

  /**
   * Judges from a change on, and gives the entries whose verdict is another by it.
   *
   * @param first the first match that is new, changed or gone: what was before it stands
   */
  public List<EntryChange> judgedFrom(Match first) {
    List<EntryChange> turned = new ArrayList<>();
    Entry change = Entry.silent(first);
    long older =
        entries.stream().filter(entry -> entry.match().subTotal()).mapToLong(Entry::awarded).sum();
    // sums of a split may not fit together: without a score, nothing can be taken
    score = Math.max(0, older);
    for (Entry entry : entries) {
      if (entry.match().subTotal()) {
        continue;
      }
      boolean stands = ORDER.compare(entry, change) < 0;
      long verdict = stands ? entry.awarded() : judged(entry);
      take(entry, verdict);
      if (verdict != entry.awarded()) {
        turned.add(new EntryChange(entry, new Entry(entry.match(), verdict, entry.reason())));
      }
    }
    return turned;
  }

  private long judged(Entry entry) {
    Match match = entry.match();
    if (match.hold() != null) {
      return entry.awarded();
    }
    if (removes(match)) {
      return -score;
    }
    if (ByHand.undoes(match)) {
      UUID act = undone.get(match.eventId());
      return Math.max(-score, act == null ? entry.awarded() : -byHand.getOrDefault(act, 0L));
    }
    if (ByHand.is(match)) {
      return Math.max(-score, match.potential());
    }
    if (match.part() == Part.EXPIRED) {
      return ttl(match).isPresent() ? over(entry) : lost(entry);
    }
    return entry.awarded();
  }

  /** What an assignment's own end takes: everything, if it is the tag's. */
  private long over(Entry entry) {
    Match match = entry.match();
    boolean known = born.containsKey(match.eventId());
    boolean first = ttl(match).filter(ttl -> ttl.mode() == Mode.KEEP).isPresent();
    if (end == null || !known && first) {
      // the assignment, or the one that set the end, has left the log: what it came to stands
      return known || entry.awarded() >= 0 ? 0 : -score;
    }
    return end.isAfter(match.occurredAt()) ? 0 : -score;
  }

  /** What a step of an award's decay takes, which is nothing when the award is gone already. */
  private long lost(Entry entry) {
    Match match = entry.match();
    Award award = born.get(match.eventId());
    if (award == null) {
      // it has left the log: what this came to stands
      return Math.max(-score, entry.awarded());
    }
    return live.contains(award) ? Math.max(-score, match.potential()) : 0;
  }

  private void take(Entry entry, long verdict) {
    Match match = entry.match();
    score = Math.max(0, score + verdict);
    boolean ended = match.part() == Part.EXPIRED && verdict < 0 && ttl(match).isPresent();
    if (ended || removes(match)) {
      live.clear();
      end = null;
    }
    if (ByHand.is(match)) {
      byHand.put(match.eventId(), verdict);
    }
    if (assigned(entry)) {
      live.add(Award.of(match));
      ttl(match).ifPresent(ttl -> end = ttl.end(end, match.occurredAt()));
    }
  }

  private boolean assigned(Entry entry) {
    return entry.match().part() == Part.AWARD
        && !entry.match().subTotal()
        && !ByHand.is(entry.match())
        && entry.awarded() > 0;
  }

  private boolean removes(Match match) {
    if (match.hold() != null || match.subTotal()) {
      return false;
    }
    return ByHand.is(match)
        ? ByHand.removes(match)
        : (match.part() == Part.AWARD || match.part() == Part.ELAPSED)
            && rules.version(match.lineage(), match.version()).removes();
  }

  private Optional<Ttl> ttl(Match match) {
    return rules.rule(match).flatMap(rule -> rule.time().ttl());
  }
}
