package io.impuls.rules.condition;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Guesses which of several words was meant, for "did you mean". */
final class Nearest {

  private static final int MOST = 3;
  private static final int LONGEST_GUESSED = 60;

  private Nearest() {}

  /**
   * Gives up to three of {@code words}, nearest first: those at most a third of their letters away
   * (Levenshtein, without case), or with the same last part ({@code path} for {@code page.path}).
   */
  static List<String> of(String written, Collection<String> words) {
    if (written.length() > LONGEST_GUESSED) {
      return List.of();
    }
    String low = written.toLowerCase(Locale.ROOT);
    record Guess(String word, int distance) {}
    return words.stream()
        .map(word -> new Guess(word, distance(low, word.toLowerCase(Locale.ROOT))))
        .filter(guess -> guess.distance <= Math.max(1, guess.word.length() / 3))
        .sorted(Comparator.comparingInt(Guess::distance).thenComparing(Guess::word))
        .limit(MOST)
        .map(Guess::word)
        .toList();
  }

  /** Gives "; did you mean a or b?", or nothing when there is no good guess. */
  static String question(List<String> guesses) {
    return guesses.isEmpty() ? "" : "; did you mean " + String.join(" or ", guesses) + "?";
  }

  private static int distance(String a, String b) {
    if (lastPart(a).equals(lastPart(b))) {
      return 0;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
