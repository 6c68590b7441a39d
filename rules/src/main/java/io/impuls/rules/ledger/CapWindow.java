package io.impuls.rules.ledger;

import io.impuls.rules.time.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a cap saw when it judged a match: the earlier awards of the same counter in its window. Made
 * for explanations, from the log as it stands now.
 *
 * @param cap the cap
 * @param judged the match with its verdict
 * @param awards the awards before it, oldest first
 */
public record CapWindow(Cap cap, Entry judged, List<Entry> awards) {

  public CapWindow {
    Objects.requireNonNull(cap, "cap");
    Objects.requireNonNull(judged, "judged");
    awards = List.copyOf(awards);
  }

  /**
   * Gives the window of an entry.
   *
   * @param log the person's entries, oldest first
   */
  public static CapWindow of(Entry judged, Cap cap, List<Entry> log) {
    Match match = judged.match();
    return of(
        judged,
        cap,
        log,
        other ->
            other.match().lineage().equals(match.lineage())
                && Objects.equals(other.match().capValue(), match.capValue()));
  }

  /**
   * Gives the window of an entry under a cap that its rule shares.
   *
   * @param log the person's entries, oldest first
   */
  public static CapWindow of(Entry judged, SharedCap shared, Caps caps, List<Entry> log) {
    return of(
        judged,
        shared.cap(),
        log,
        other -> caps.fills(other.match().lineage(), other.match().version(), shared.name()));
  }

  private static CapWindow of(Entry judged, Cap cap, List<Entry> log, Predicate<Entry> counts) {
    Match match = judged.match();
    Window window = cap.window();
    return new CapWindow(
        cap,
        judged,
        log.stream()
            .filter(Entry::consumes)
            .filter(counts)
            .filter(other -> window.covers(other.match().occurredAt(), match.occurredAt()))
            .filter(other -> Match.JOINT_ORDER.compare(other.match(), match) < 0)
            .toList());
  }

  /**
   * Whether the cap can never give anything again for what was judged, whatever leaves its window:
   * it is used up for good, or the points are more than it allows at all.
   */
  public boolean usedUp() {
    return free().equals(Optional.of(Instant.MAX));
  }

  /**
   * Gives the first time from which the rule can give something again, if nothing else happens;
   * empty when it can at once, or never because the points are more than the cap allows.
   */
  public Optional<Instant> nextFree() {
    return free().filter(at -> !at.equals(Instant.MAX));
  }

  /** Gives it as {@link #nextFree}, and {@link Instant#MAX} for never. */
  private Optional<Instant> free() {
    List<Entry> counting = new ArrayList<>(awards);
    if (judged.consumes()) {
      counting.add(judged);
    }
    long points = counting.stream().mapToLong(Entry::used).sum();
    Instant free = null;
    for (int gone = 0; gone <= counting.size(); gone++) {
      if (cap.limit().grant(judged.match().potential(), counting.size() - gone, points) > 0) {
        return Optional.ofNullable(free);
      }
      if (gone < counting.size()) {
        Entry leaving = counting.get(gone);
        free = cap.window().freeAt(leaving.match().occurredAt());
        if (free.equals(Instant.MAX)) {
          return Optional.of(free);
        }
        points -= leaving.used();
      }
    }
    return Optional.of(Instant.MAX);
  }
}
