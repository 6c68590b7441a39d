package io.impuls.tracking.collector.domain;

/**
 * Where one event stands in a request body.
 *
 * @param from first byte
 * @param to the byte after the last
 */
public record Slice(int from, int to) {

  /** Gives the number of bytes. */
  public int length() {
    return to - from;
  }
}
