package io.impuls.segmentation.domain;

import io.impuls.contracts.score.Suppression;
import io.impuls.rules.definition.CapPer;
import io.impuls.rules.ledger.Cap;
import io.impuls.rules.ledger.CapWindow;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why an event gave a tag or did not (semantics 3.9).
 *
 * @param rule the rule that matched, in the version that judged
 * @param entry the match and its verdict
 * @param window the assignments that filled the cap; empty unless the reason is a cap
 */
public record Why(TagRule rule, Entry entry, Optional<CapWindow> window) {

  /**
   * Explains what gave a tag, newest first.
   *
   * @param tag key of the tag
   * @param log the person's retained entries, oldest first
   * @param limit at most so many
   */
  public static List<Why> newest(TagRules rules, List<Entry> log, String tag, int limit) {
    List<Why> found = new ArrayList<>();
    for (int i = log.size() - 1; i >= 0 && found.size() < limit; i--) {
      Match match = log.get(i).match();
      TagRule rule = rules.version(match.lineage(), match.version());
      if (rule.tag().key().equals(tag) && match.gives()) {
        found.add(explain(rule, log.get(i), log));
      }
    }
    return found;
  }

  private static Why explain(TagRule rule, Entry entry, List<Entry> log) {
    Optional<Cap> cap = rule.cap().map(CapPer::cap);
    return new Why(
        rule,
        entry,
        entry.reason() == Suppression.CAP
            ? cap.map(c -> CapWindow.of(entry, c, log))
            : Optional.empty());
  }

  /** Gives when the rule could give the tag again; empty unless a cap stood against it. */
  public Optional<Instant> nextFree() {
    return window.flatMap(CapWindow::nextFree);
  }

  /** Gives the verdict in words. */
  public String words() {
    if (entry.reason() == null) {
      return "assigned";
    }
    return switch (entry.reason()) {
      case ROBOT ->
          "ROBOT: " + (entry.match().note() == null ? "a machine did it" : entry.match().note());
      case QUIET -> "QUIET: inside the quiet hours";
      case CAP -> "CAP: " + window.map(this::cap).orElse("the cap was full");
      case DOUBLE_FIRE -> "DOUBLE_FIRE: the same act was reported twice and counted once";
      case NO_PROFILING -> "NO_PROFILING: the person, or their browser, does not allow it";
      case ANSWERED -> "ANSWERED: what the rule waited for had come in time";
    };
  }

  private String cap(CapWindow full) {
    String value = entry.match().capValue();
    return full.cap().words()
        + (value == null ? "" : " for " + value)
        + full.nextFree().map(free -> "; free again from " + free).orElse("");
  }
}
