package io.impuls.campaign.domain;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A fact and when it was stated.
 *
 * @param value the fact; null when it was taken back
 * @param stamp when
 * @param <T> what it is
 */
public record Stamped<T>(T value, Stamp stamp) {
  public Stamped {
    Objects.requireNonNull(stamp, "stamp");
  }

  /** Gives the later of both; either may be null. */
  public static <T> Stamped<T> later(Stamped<T> a, Stamped<T> b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return b.stamp.compareTo(a.stamp) > 0 ? b : a;
  }

  /** Gives the later of both under every name. */
  public static <T> Map<String, Stamped<T>> later(
      Map<String, Stamped<T>> a, Map<String, Stamped<T>> b) {
    Map<String, Stamped<T>> merged = new HashMap<>(a);
    b.forEach((name, fact) -> merged.merge(name, fact, Stamped::later));
    return merged;
  }
}
