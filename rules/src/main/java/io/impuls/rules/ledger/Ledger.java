package io.impuls.rules.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges matches in their total order, whatever order they arrive in: an event is awarded as far as
 * the <em>awarded</em> entries of its rule before it, in its cap's window, leave room (semantics
 * 3.3). A late match is judged at its place, and the entries after it are judged again until none
 * of the changed ones can lie in a window any more.
 */
public final class Ledger {

  private final Caps caps;

  /** Makes the ledger of rules with these caps. */
  public Ledger(Caps caps) {
    this.caps = caps;
  }

  /**
   * Adds a match to the log and gives every entry that changed by it: the new one first, then later
   * ones whose verdict turned. The match must not be in the log yet.
   */
  public List<EntryChange> insert(Match match, MatchLog log) {
    Duration longest = caps.longestWindow(match.lineage());
    List<EntryChange> changes = new ArrayList<>(1);
    if (!match.capped() || longest.isZero()) {
      changes.add(new EntryChange(null, uncapped(match)));
    } else {
      replay(match, log, longest, changes);
    }
    changes.forEach(change -> log.put(change.after()));
    return changes;
  }

  private void replay(Match match, MatchLog log, Duration longest, List<EntryChange> changes) {
    Replay replay = new Replay(match, longest, changes);
    log.scan(match.lineage(), match.capValue(), match.occurredAt().minus(longest), replay::next);
    replay.end();
  }

  private static Entry uncapped(Match match) {
    return match.hold() == null ? Entry.awarded(match) : Entry.suppressed(match, match.hold());
  }

  /**
   * One walk along a counter: first the awards before the new match, then the match, then what
   * follows it.
   */
  private final class Replay {
    private final Match inserted;
    private final Duration longest;
    private final List<EntryChange> changes;
    private final List<Entry> awards = new ArrayList<>();
    private boolean judged;
    private Instant lastChange;

    Replay(Match inserted, Duration longest, List<EntryChange> changes) {
      this.inserted = inserted;
      this.longest = longest;
      this.changes = changes;
    }

    boolean next(Entry stored) {
      if (!judged && Match.ORDER.compare(stored.match(), inserted) > 0) {
        judgeInserted();
      }
      if (!judged) {
        remember(stored);
        return true;
      }
      if (rejoined(stored.match().occurredAt())) {
        return false;
      }
      Entry now = stored.match().capped() ? judge(stored.match()) : stored;
      if (now.awarded() != stored.awarded()) {
        changes.add(new EntryChange(stored, now));
        lastChange = stored.match().occurredAt();
      }
      remember(now);
      return true;
    }

    void end() {
      if (!judged) {
        judgeInserted();
      }
    }

    private void judgeInserted() {
      Entry entry = judge(inserted);
      changes.add(new EntryChange(null, entry));
      remember(entry);
      judged = true;
      lastChange = entry.consumes() ? inserted.occurredAt() : null;
    }

    /**
     * Whether no changed award can lie in the window of an event at {@code at}, nor of any later
     * one.
     */
    private boolean rejoined(Instant at) {
      return lastChange == null || !lastChange.isAfter(at.minus(longest));
    }

    private Entry judge(Match match) {
      Optional<Cap> cap = caps.of(match.lineage(), match.version());
      if (cap.isEmpty()) {
        return Entry.awarded(match);
      }
      long granted = granted(match, cap.get());
      return granted < match.potential() ? Entry.capped(match, granted) : Entry.awarded(match);
    }

    private long granted(Match match, Cap cap) {
      int inWindow = 0;
      long points = 0;
      for (int i = awards.size() - 1; i >= 0; i--) {
        Entry award = awards.get(i);
        if (!cap.window().covers(award.match().occurredAt(), match.occurredAt())) {
          break;
        }
        inWindow++;
        points += award.awarded();
      }
      return cap.limit().grant(match.potential(), inWindow, points);
    }

    private void remember(Entry entry) {
      if (entry.consumes()) {
        awards.add(entry);
      }
    }
  }
}
