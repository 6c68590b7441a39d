package io.impuls.rules.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a cap saw when it judged a match: the awards of the same counter in {@code (t - W, t]}. Made
 * for explanations, from the log as it stands now.
 *
 * @param cap the cap
 * @param awards the awards before the match, oldest first
 */
public record CapWindow(SlidingCap cap, List<Entry> awards) {

  public CapWindow {
    Objects.requireNonNull(cap, "cap");
    awards = List.copyOf(awards);
  }

  /**
   * Gives the window of a match.
   *
   * @param log the person's entries, oldest first
   */
  public static CapWindow of(Match match, SlidingCap cap, List<Entry> log) {
    Instant after = match.occurredAt().minus(cap.window());
    return new CapWindow(
        cap,
        log.stream()
            .filter(Entry::consumes)
            .filter(other -> other.match().lineage().equals(match.lineage()))
            .filter(other -> Objects.equals(other.match().capValue(), match.capValue()))
            .filter(other -> other.match().occurredAt().isAfter(after))
            .filter(other -> Match.ORDER.compare(other.match(), match) < 0)
            .toList());
  }

  /** Gives when fewer awards than the limit are left in the window; empty when that is so now. */
  public Optional<Instant> nextFree() {
    int leaving = awards.size() - cap.limit();
    return leaving < 0
        ? Optional.empty()
        : Optional.of(awards.get(leaving).match().occurredAt().plus(cap.window()));
  }
}
