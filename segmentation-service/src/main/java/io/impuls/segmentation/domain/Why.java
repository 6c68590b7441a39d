package io.impuls.segmentation.domain;

import io.impuls.contracts.score.Suppression;
import io.impuls.contracts.tag.TagOrigin;
import io.impuls.rules.definition.Awaited;
import io.impuls.rules.definition.CapPer;
import io.impuls.rules.ledger.Cap;
import io.impuls.rules.ledger.CapWindow;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.Match.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why something gave a tag, took it, or did not (semantics 3.9).
 *
 * @param origin what brought the match about
 * @param rule the rule that matched, in the version that judged; empty for what a user did
 * @param entry the match and its verdict
 * @param window the assignments that filled the cap; empty unless the reason is a cap
 */
public record Why(
    TagOrigin origin, Optional<TagRule> rule, Entry entry, Optional<CapWindow> window) {

  /**
   * Explains what gave and took a tag, newest first.
   *
   * @param tag key of the tag
   * @param log the person's retained entries, oldest first
   * @param limit at most so many
   */
  public static List<Why> newest(TagRules rules, List<Entry> log, String tag, int limit) {
    List<Why> found = new ArrayList<>();
    for (int i = log.size() - 1; i >= 0 && found.size() < limit; i--) {
      Entry entry = log.get(i);
      Match match = entry.match();
      boolean born = match.part() == Part.EXPIRED || match.part() == Part.TRAIT;
      boolean nothing = born && entry.awarded() == 0;
      if (match.gives() && !nothing && rules.key(match).equals(tag)) {
        found.add(explain(rules.origin(match), rules.rule(match), entry, log));
      }
    }
    return found;
  }

  private static Why explain(
      TagOrigin origin, Optional<TagRule> rule, Entry entry, List<Entry> log) {
    Optional<Cap> cap = rule.flatMap(TagRule::cap).map(CapPer::cap);
    return new Why(
        origin,
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
      return done();
    }
    return switch (entry.reason()) {
      case ROBOT ->
          "ROBOT: " + (entry.match().note() == null ? "a machine did it" : entry.match().note());
      case QUIET -> "QUIET: inside the quiet hours";
      case CAP, GROUP_CAP, PLAN_CAP ->
          "CAP: "
              + window
                  .map(this::cap)
                  .orElse(
                      origin == TagOrigin.MATRIX
                          ? "the view counted already, or the different tags of that day were as many"
                              + " as the matrix takes from addresses and categories"
                          : "the cap was full");
      case DOUBLE_FIRE -> "DOUBLE_FIRE: the same act was reported twice and counted once";
      case NO_PROFILING -> "NO_PROFILING: the person, or their browser, does not allow it";
      case ANSWERED -> "ANSWERED: what the rule waited for had come in time";
      case PROVISIONAL -> "PROVISIONAL: a machine may have done it";
    };
  }

  private String done() {
    if (rule.isEmpty()) {
      return entry.match().note() == null ? "changed by hand" : entry.match().note();
    }
    if (entry.match().part() == Part.EXPIRED) {
      return rule.get()
          .time()
          .ttl()
          .map(ttl -> "expired: its time to live (" + ttl.words() + ") was over")
          .orElse("less as time passes");
    }
    String act = rule.get().removes() || entry.awarded() < 0 ? "removed" : "assigned";
    if (entry.match().part() == Part.ELAPSED) {
      return act + rule.get().time().awaited().map(Awaited::words).map(w -> ": " + w).orElse("");
    }
    return act + (entry.match().note() == null ? "" : ": " + entry.match().note());
  }

  private String cap(CapWindow full) {
    String value = entry.match().capValue();
    return full.cap().words()
        + (value == null ? "" : " for " + value)
        + full.nextFree().map(free -> "; free again from " + free).orElse("");
  }
}
