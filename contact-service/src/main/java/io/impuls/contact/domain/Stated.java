package io.impuls.contact.domain;

/**
 * A value and when it was said.
 *
 * @param value what was said
 * @param stamp place in the order of events
 * @param <V> the value
 */
public record Stated<V>(V value, Stamp stamp) {

  /** Gives the one that holds. */
  public Stated<V> later(Stated<V> other) {
    return other.stamp.compareTo(stamp) > 0 ? other : this;
  }
}
