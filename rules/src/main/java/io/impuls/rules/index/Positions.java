package io.impuls.rules.index;

import java.util.Arrays;

/** A growing list of {@code int}. */
final class Positions {

  private int[] numbers = new int[8];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  void add(int number) {
    grow(1);
    numbers[size++] = number;
  }

  void addAll(int[] more) {
    grow(more.length);
    System.arraycopy(more, 0, numbers, size, more.length);
    size += more.length;
  }

  int[] toArray() {
    return Arrays.copyOf(numbers, size);
  }

  private void grow(int by) {
    if (size + by > numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(size + by, numbers.length * 2));
    }
  }
}
