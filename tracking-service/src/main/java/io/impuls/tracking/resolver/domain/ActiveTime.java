package io.impuls.tracking.resolver.domain;

import java.util.HashMap;
import java.util.Map;

/**
 * How long the pages of a visit were looked at.
 *
 * @param views by view of a page; at most {@link #MOST_VIEWS}, later ones are not counted
 */
public record ActiveTime(Map<String, OfView> views) {

  /** Views that are told apart; people make fewer. */
  static final int MOST_VIEWS = 500;

  static final ActiveTime NONE = new ActiveTime(Map.of());

  /**
   * What is known of one view, in seconds.
   *
   * @param reached the most that an event said of the whole view
   * @param beaten sum of the heartbeats
   */
  public record OfView(long reached, long beaten) {

    /** Gives the time: senders tell it one way or the other. */
    long seconds() {
      return Math.max(reached, beaten);
    }

    private OfView plus(Sight sight) {
      return sight.soFar()
          ? new OfView(Math.max(reached, sight.seconds()), beaten)
          : new OfView(reached, beaten + sight.seconds());
    }
  }

  public ActiveTime {
    views = views == null ? Map.of() : Map.copyOf(views);
  }

  /** Gives the time with what one more event says; null says nothing. */
  ActiveTime plus(Sight sight) {
    if (sight == null || views.size() >= MOST_VIEWS && !views.containsKey(sight.view())) {
      return this;
    }
    Map<String, OfView> all = new HashMap<>(views);
    all.put(sight.view(), views.getOrDefault(sight.view(), new OfView(0, 0)).plus(sight));
    return new ActiveTime(all);
  }

  /** Gives the seconds of one view. */
  long of(String view) {
    OfView known = views.get(view);
    return known == null ? 0 : known.seconds();
  }

  /** Gives the seconds of all views. */
  long seconds() {
    return views.values().stream().mapToLong(OfView::seconds).sum();
  }
}
