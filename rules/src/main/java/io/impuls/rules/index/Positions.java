package io.impuls.rules.index;

import java.util.Arrays;

/** A growing list of {@code int}. */
public final class Positions {

  private int[] numbers = new int[8];
  private int size;

  /** Whether there is none. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Adds one. */
  public void add(int number) {
    grow(1);
    numbers[size++] = number;
  }

  /** Adds all of them. */
  public void addAll(int[] more) {
    grow(more.length);
    System.arraycopy(more, 0, numbers, size, more.length);
    size += more.length;
  }

  /** Gives them in the order in which they were added. */
  public int[] toArray() {
    return Arrays.copyOf(numbers, size);
  }

  /** Gives each once, in ascending order. */
  public int[] distinct() {
    int[] sorted = toArray();
    Arrays.sort(sorted);
    int kept = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[kept++] = sorted[i];
      }
    }
    return kept == sorted.length ? sorted : Arrays.copyOf(sorted, kept);
  }

  private void grow(int by) {
    if (size + by > numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(size + by, numbers.length * 2));
    }
  }
}
