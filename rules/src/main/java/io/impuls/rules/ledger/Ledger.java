package io.impuls.rules.ledger;

import io.impuls.contracts.score.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Judges matches in their total order, whatever order they arrive in: an event is awarded as far as
 * the <em>awarded</em> entries of its rule before it, in its cap's window, leave room (semantics
 * 3.3). A late match is judged at its place, and the entries after it are judged again until none
 * of the changed ones can lie in a window any more; so are those after matches that leave.
 */
public final class Ledger {

  private record Counter(String lineage, String capValue) {}

  private final Caps caps;
  private final Absences absences;
  private final Decays decays;
  private final TimeRules rules;

  /** Makes the ledger of rules with these caps, none of which waits. */
  public Ledger(Caps caps) {
    this(caps, TimeRules.NONE, Alarms.NONE);
  }

  /**
   * Makes the ledger of rules with these caps, by which time does something, too.
   *
   * @param alarms takes the times after which {@link #elapsed} is to be asked
   */
  public Ledger(Caps caps, TimeRules rules, Alarms alarms) {
    this.caps = caps;
    this.rules = rules;
    this.absences = new Absences(rules, alarms);
    this.decays = new Decays(rules, alarms);
  }

  /**
   * Adds a match to the log and gives every entry that changed by it: the new one first, then later
   * ones whose verdict turned. The match must not be in the log yet.
   */
  public List<EntryChange> insert(Match match, MatchLog log) {
    if (match.waits()) {
      List<EntryChange> changes = new ArrayList<>(1);
      absences.insert(match, log, changes);
      return changes;
    }
    if (match.ofVisit()) {
      return VisitVerdicts.insert(match, log);
    }
    List<EntryChange> changes =
        switch (match.part()) {
          case SIGN -> signed(match, log);
          case PLEDGED -> pledged(match, log);
          default -> judged(match, log);
        };
    changes.forEach(change -> log.put(change.after()));
    decays.follow(changes, log);
    return changes;
  }

  /** Gives what a new match changes. */
  private List<EntryChange> judged(Match match, MatchLog log) {
    return match.provisional() && Signs.follows(match, log)
        ? confirmed(Entry.suppressed(match, match.hold()), null, log)
        : judgedAs(match, log);
  }

  /** Gives what a sign changes: what waited for it is judged at its own time. */
  private List<EntryChange> signed(Match sign, MatchLog log) {
    List<EntryChange> changes = new ArrayList<>(1);
    changes.add(new EntryChange(null, Entry.silent(sign)));
    for (Entry waiting : Signs.before(sign, log)) {
      if (waiting.unconfirmed()) {
        // what was found before may have changed what this one is judged by
        changes.forEach(change -> log.put(change.after()));
        changes.addAll(confirmed(waiting, waiting, log));
      }
    }
    return changes;
  }

  /** The match may lie there already, and its sign, too: they come in any order. */
  private List<EntryChange> pledged(Match pledge, MatchLog log) {
    List<EntryChange> changes = new ArrayList<>(1);
    changes.add(new EntryChange(null, Entry.silent(pledge)));
    for (Entry waiting : Signs.of(pledge, log)) {
      if (waiting.unconfirmed() && Signs.follows(waiting.match(), log)) {
        changes.addAll(confirmed(waiting, waiting, log));
      }
    }
    return changes;
  }

  private List<EntryChange> confirmed(Entry waiting, Entry before, MatchLog log) {
    Match match = waiting.match();
    log.remove(match);
    List<EntryChange> changes = judgedAs(match.released(), log);
    Entry after = changes.get(0).after().of(match);
    changes.set(0, new EntryChange(before, after));
    return changes;
  }

  /** Gives what a match changes that is not in the log: itself first. */
  private List<EntryChange> judgedAs(Match match, MatchLog log) {
    Duration longest = caps.longestWindow(match.lineage());
    List<EntryChange> changes = new ArrayList<>(1);
    boolean counts = match.capped() || match.part() == Match.Part.SPENT;
    if (!counts || longest.isZero()) {
      changes.add(new EntryChange(null, uncapped(match)));
    } else {
      replay(match, log, longest, changes);
    }
    return changes;
  }

  /**
   * Gives what passing time does, of which an alarm told: what a wait gives at one of its ends, or
   * what an award loses; nothing when the wait was answered in time, or it happened already.
   *
   * @param start the entry from which on time passes, as the log has it
   * @param time which end or step, from 1
   */
  public List<EntryChange> elapsed(Entry start, int time, MatchLog log) {
    return start.match().starts()
        ? absences.elapsed(start.match(), time, log)
        : decays.elapsed(start, time, log);
  }

  /**
   * Gives the ids of those entries that go where others of the log go: what passing time made of
   * them.
   */
  public Set<UUID> following(Collection<Entry> log) {
    Set<UUID> ids = new HashSet<>();
    log.forEach(entry -> ids.addAll(bornOf(entry.match())));
    ids.addAll(VisitVerdicts.following(log));
    return ids;
  }

  /** Gives the ids of all that passing time can make of a match. */
  private Set<UUID> bornOf(Match match) {
    Set<UUID> waited = absences.ids(match);
    return waited.isEmpty() ? decays.ids(match) : waited;
  }

  /** Takes out what passing time made of matches that are out of the log already. */
  private void removeBorn(Collection<Entry> leaving, MatchLog log, List<EntryChange> changes) {
    Set<UUID> gone = new HashSet<>();
    leaving.forEach(entry -> gone.add(entry.match().eventId()));
    for (Entry entry : leaving) {
      Match match = entry.match();
      Set<UUID> ids = bornOf(match);
      if (!ids.isEmpty()) {
        for (Entry born : TimeBorn.rows(match, ids, rules.longestTime(match.lineage()), log)) {
          if (gone.add(born.match().eventId())) {
            log.remove(born.match());
            changes.add(EntryChange.gone(born));
          }
        }
      }
    }
  }

  /**
   * Takes entries out of the log, as their matches are another person's, and gives every entry that
   * changed by it: those that left first, then later ones whose verdict turned.
   */
  public List<EntryChange> remove(Collection<Entry> leaving, MatchLog log) {
    Map<Counter, List<Match>> freed = new LinkedHashMap<>();
    List<EntryChange> left = new ArrayList<>();
    for (Entry entry : leaving) {
      Match match = entry.match();
      log.remove(match);
      left.add(EntryChange.gone(entry));
      free(entry, freed);
    }
    removeBorn(leaving, log, left);
    absences.unanswered(leaving, log);
    VisitVerdicts.without(leaving, log, left);
    List<EntryChange> turned = new ArrayList<>();
    for (Entry entry : leaving) {
      if (entry.match().part() == Match.Part.SIGN) {
        unsigned(entry.match(), log, turned, freed);
      }
    }
    freed.forEach((counter, matches) -> replayWithout(matches, log, turned));
    turned.forEach(change -> log.put(change.after()));
    decays.follow(turned, log);
    left.addAll(turned);
    return left;
  }

  /** What only a sign that left had confirmed waits again. */
  private void unsigned(
      Match sign, MatchLog log, List<EntryChange> turned, Map<Counter, List<Match>> freed) {
    for (Entry entry : Signs.before(sign, log)) {
      if (!entry.unconfirmed() && !Signs.follows(entry.match(), log)) {
        Entry waiting = Entry.suppressed(entry.match(), entry.match().hold());
        log.put(waiting);
        turned.add(new EntryChange(entry, waiting));
        free(entry, freed);
      }
    }
  }

  private void free(Entry entry, Map<Counter, List<Match>> freed) {
    if (entry.consumes()) {
      Match match = entry.match();
      freed.computeIfAbsent(counter(match), c -> new ArrayList<>()).add(match);
    }
  }

  /** Rules that share caps are judged together, so they have one counter in this sense. */
  private Counter counter(Match match) {
    Set<String> joined = caps.joined(match.lineage());
    return joined.isEmpty()
        ? new Counter(match.lineage(), match.capValue())
        : new Counter(joined.iterator().next(), null);
  }

  private void scan(Match place, Duration longest, MatchLog log, Predicate<Entry> visitor) {
    Instant after = place.occurredAt().minus(longest);
    Set<String> joined = caps.joined(place.lineage());
    if (joined.isEmpty()) {
      log.scan(place.lineage(), place.capValue(), after, visitor);
    } else {
      log.scan(joined, after, visitor);
    }
  }

  private void replay(Match match, MatchLog log, Duration longest, List<EntryChange> changes) {
    Replay replay = new Replay(match, match, longest, changes);
    scan(match, longest, log, replay::next);
    replay.end();
  }

  /** Judges a counter again behind the first of some awards that left it. */
  private void replayWithout(List<Match> left, MatchLog log, List<EntryChange> changes) {
    Match first = left.stream().min(Match.JOINT_ORDER).orElseThrow();
    Match last = left.stream().max(Match.JOINT_ORDER).orElseThrow();
    Duration longest = caps.longestWindow(first.lineage());
    if (!longest.isZero()) {
      Replay replay = new Replay(first, null, longest, changes);
      replay.changed(last.occurredAt());
      scan(first, longest, log, replay::next);
    }
  }

  private static Entry uncapped(Match match) {
    if (match.part() == Match.Part.SPENT) {
      return Entry.silent(match);
    }
    return match.hold() == null ? Entry.awarded(match) : Entry.suppressed(match, match.hold());
  }

  /**
   * One walk along a counter: first the awards before the place of a change, then the new match if
   * there is one, then what follows.
   */
  private final class Replay {
    private final Match place;
    private final Match inserted;
    private final Duration longest;
    private final List<EntryChange> changes;
    private final List<Entry> awards = new ArrayList<>();
    private boolean judged;
    private Instant lastChange;

    /**
     * Begins.
     *
     * @param inserted the new match; null when others left
     */
    Replay(Match place, Match inserted, Duration longest, List<EntryChange> changes) {
      this.place = place;
      this.inserted = inserted;
      this.longest = longest;
      this.changes = changes;
    }

    boolean next(Entry stored) {
      if (!judged && Match.JOINT_ORDER.compare(stored.match(), place) > 0) {
        judgeInserted();
      }
      if (!judged) {
        remember(stored);
        return !(stored.consumes() && full());
      }
      if (rejoined(stored.match().occurredAt())) {
        return false;
      }
      Match contender = stored.contender();
      Entry now = contender.capped() ? judge(contender).of(stored.match()) : stored;
      if (now.awarded() != stored.awarded() || now.reason() != stored.reason()) {
        changes.add(new EntryChange(stored, now));
      }
      if (now.awarded() != stored.awarded()) {
        changed(stored.match().occurredAt());
      }
      remember(now);
      return true;
    }

    void end() {
      if (!judged) {
        judgeInserted();
      }
    }

    /** Takes note that an award at {@code at} is new or gone. */
    void changed(Instant at) {
      lastChange = lastChange == null || at.isAfter(lastChange) ? at : lastChange;
    }

    private void judgeInserted() {
      judged = true;
      if (inserted == null) {
        return;
      }
      Entry entry = judge(inserted);
      changes.add(new EntryChange(null, entry));
      remember(entry);
      if (entry.consumes()) {
        changed(inserted.occurredAt());
      }
    }

    /**
     * Whether no changed award can lie in the window of an event at {@code at}, nor of any later
     * one.
     */
    private boolean rejoined(Instant at) {
      return lastChange == null || !lastChange.isAfter(at.minus(longest));
    }

    /**
     * Whether the awards so far leave the new match nothing: more of them cannot leave it more, and
     * as it takes up no room, nothing changes behind it either. Without this, a rule that mostly
     * gives nothing would read all that it gave nothing for.
     */
    private boolean full() {
      if (inserted == null || !inserted.capped() || awards.isEmpty()) {
        return false;
      }
      Entry entry = judge(inserted);
      // What is said of it is the first cap that binds, and an earlier one may fill up yet.
      return entry.awarded() == 0 && entry.reason() == first(inserted);
    }

    /** Gives what the first of the caps of a match says when it binds; null without any. */
    private Suppression first(Match match) {
      if (caps.of(match.lineage(), match.version()).isPresent()) {
        return Suppression.CAP;
      }
      List<SharedCap> shared = caps.shared(match.lineage(), match.version());
      return shared.isEmpty() ? null : shared.get(0).reason();
    }

    private Entry judge(Match match) {
      if (match.part() == Match.Part.SPENT) {
        return Entry.silent(match);
      }
      Suppression first = null;
      long granted = match.potential();
      Optional<Cap> own = caps.of(match.lineage(), match.version());
      if (own.isPresent()) {
        granted = granted(match, granted, own.get(), entry -> sameCounter(entry, match));
        first = granted < match.potential() ? Suppression.CAP : null;
      }
      for (SharedCap shared : caps.shared(match.lineage(), match.version())) {
        long left =
            granted == 0
                ? 0
                : granted(match, granted, shared.cap(), entry -> fills(entry, shared.name()));
        first = first == null && left < granted ? shared.reason() : first;
        granted = left;
      }
      return first == null ? Entry.awarded(match) : Entry.capped(match, granted, first);
    }

    private boolean sameCounter(Entry award, Match match) {
      return award.match().lineage().equals(match.lineage())
          && Objects.equals(award.match().capValue(), match.capValue());
    }

    private boolean fills(Entry award, String name) {
      Match match = award.match();
      return caps.fills(match.lineage(), match.version(), name);
    }

    private long granted(Match match, long wanted, Cap cap, Predicate<Entry> counts) {
      int inWindow = 0;
      long points = 0;
      for (int i = awards.size() - 1; i >= 0; i--) {
        Entry award = awards.get(i);
        if (!cap.window().covers(award.match().occurredAt(), match.occurredAt())) {
          break;
        }
        if (counts.test(award)) {
          inWindow++;
          points += award.used();
        }
      }
      return cap.limit().grant(wanted, inWindow, points);
    }

    private void remember(Entry entry) {
      if (entry.consumes()) {
        awards.add(entry);
      }
    }
  }
}
