package io.impuls.rules.pattern;

import io.impuls.rules.index.Positions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds which of many patterns may fit a text: those that are that text, and those of which the
 * text has the rarest literal piece. Patterns without any such piece are always among them.
 */
public final class PatternIndex {

  private final Map<String, int[]> exact = new HashMap<>();
  private final List<int[]> byPiece = new ArrayList<>();
  private final LiteralScan scan;
  private final int[] always;

  /** Makes the index; patterns are known by their places in the list. */
  public PatternIndex(List<TextPattern> patterns) {
    Map<String, Integer> shared = new HashMap<>();
    patterns.forEach(
        pattern ->
            pattern.literals().stream()
                .distinct()
                .forEach(piece -> shared.merge(piece, 1, Integer::sum)));
    Map<String, Positions> whole = new HashMap<>();
    Map<String, Positions> pieces = new HashMap<>();
    Positions rest = new Positions();
    for (int i = 0; i < patterns.size(); i++) {
      TextPattern pattern = patterns.get(i);
      Optional<String> piece = rarest(pattern, shared);
      if (pattern.only().isPresent()) {
        whole.computeIfAbsent(pattern.only().get(), text -> new Positions()).add(i);
      } else if (piece.isPresent()) {
        pieces.computeIfAbsent(piece.get(), text -> new Positions()).add(i);
      } else {
        rest.add(i);
      }
    }
    whole.forEach((text, places) -> exact.put(text, places.toArray()));
    List<String> texts = List.copyOf(pieces.keySet());
    texts.forEach(text -> byPiece.add(pieces.get(text).toArray()));
    scan = new LiteralScan(texts);
    always = rest.toArray();
  }

  private static Optional<String> rarest(TextPattern pattern, Map<String, Integer> shared) {
    return pattern.literals().stream()
        .min(
            Comparator.comparing((String piece) -> shared.get(piece))
                .thenComparing(Comparator.comparing(String::length).reversed()));
  }

  /** Gives the places of those that may fit, each once, in order. */
  public int[] candidates(String text) {
    Positions found = new Positions();
    int[] same = exact.get(text);
    if (same != null) {
      found.addAll(same);
    }
    if (!byPiece.isEmpty()) {
      scan.each(text, piece -> found.addAll(byPiece.get(piece)));
    }
    found.addAll(always);
    return found.distinct();
  }
}
