package io.impuls.rules.pattern;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Finds which of many pieces of text a text contains, in one walk over its characters however many
 * there are (<a href="https://doi.org/10.1145/360825.360855">Aho and Corasick, 1975</a>). Never
 * changes.
 */
final class LiteralScan {

  private static final int ROOT = 0;
  private static final int NONE = -1;

  /** Next state by state (upper bits) and character (lower 16 bits). */
  private final Map<Long, Integer> steps = new HashMap<>();

  private final List<int[]> ending = new ArrayList<>();
  private int[] shorter;

  /** The next state on the way to ever shorter endings at which a piece ends. */
  private int[] reporting;

  /** Makes the scan of pieces; each is known by its place in the list. None is empty. */
  LiteralScan(List<String> pieces) {
    ending.add(new int[0]);
    for (int piece = 0; piece < pieces.size(); piece++) {
      int state = ROOT;
      for (char c : pieces.get(piece).toCharArray()) {
        int from = state;
        state =
            steps.computeIfAbsent(
                step(from, c),
                key -> {
                  ending.add(new int[0]);
                  return ending.size() - 1;
                });
      }
      int[] before = ending.get(state);
      int[] more = Arrays.copyOf(before, before.length + 1);
      more[before.length] = piece;
      ending.set(state, more);
    }
    link();
  }

  private void link() {
    Map<Integer, List<Character>> characters = new HashMap<>();
    steps
        .keySet()
        .forEach(
            key ->
                characters
                    .computeIfAbsent((int) (key >> Character.SIZE), state -> new ArrayList<>())
                    .add((char) key.longValue()));
    shorter = new int[ending.size()];
    reporting = new int[ending.size()];
    Arrays.fill(reporting, NONE);
    Deque<Integer> waiting = new ArrayDeque<>(List.of(ROOT));
    while (!waiting.isEmpty()) {
      int state = waiting.poll();
      for (char c : characters.getOrDefault(state, List.of())) {
        int next = steps.get(step(state, c));
        shorter[next] = state == ROOT ? ROOT : next(shorter[state], c);
        int ends = shorter[next];
        reporting[next] = ending.get(ends).length > 0 ? ends : reporting[ends];
        waiting.add(next);
      }
    }
  }

  /** Hands every piece that {@code text} contains to {@code taker}, maybe more than once. */
  void each(String text, IntConsumer taker) {
    int state = ROOT;
    for (int i = 0; i < text.length(); i++) {
      state = next(state, text.charAt(i));
      for (int ends = state; ends != NONE; ends = reporting[ends]) {
        for (int piece : ending.get(ends)) {
          taker.accept(piece);
        }
      }
    }
  }

  private int next(int from, char c) {
    int state = from;
    while (true) {
      Integer found = steps.get(step(state, c));
      if (found != null) {
        return found;
      }
      if (state == ROOT) {
        return ROOT;
      }
      state = shorter[state];
    }
  }

  private static long step(int state, char c) {
    return ((long) state << Character.SIZE) | c;
  }
}
