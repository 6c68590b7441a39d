package io.impuls.tracking.resolver.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is remembered of one message to one person.
 *
 * @param sentAt when it was sent; null while not known
 * @param deliveredAt when it was delivered; null while not known
 * @param hiddenAt when its hidden link was followed last; null for never
 * @param clicks the latest {@link #MOST} clicks, by machines, too
 * @param opens the latest {@link #MOST} opens that counted
 */
public record MessageTrace(
    Instant sentAt,
    Instant deliveredAt,
    Instant hiddenAt,
    List<Click> clicks,
    List<Instant> opens) {

  /** Clicks and opens that are compared. */
  static final int MOST = 50;

  /** Nothing known. */
  public static final MessageTrace NONE = new MessageTrace(null, null, null, List.of(), List.of());

  /**
   * A click.
   *
   * @param link which link
   * @param at when
   */
  public record Click(String link, Instant at) {}

  public MessageTrace {
    clicks = clicks == null ? List.of() : List.copyOf(clicks);
    opens = opens == null ? List.of() : List.copyOf(opens);
  }

  MessageTrace sent(Instant at) {
    return new MessageTrace(earlier(sentAt, at), deliveredAt, hiddenAt, clicks, opens);
  }

  MessageTrace delivered(Instant at) {
    return new MessageTrace(sentAt, earlier(deliveredAt, at), hiddenAt, clicks, opens);
  }

  MessageTrace hidden(Instant at) {
    return new MessageTrace(sentAt, deliveredAt, at, clicks, opens);
  }

  MessageTrace clicked(String link, Instant at) {
    List<Click> all = new ArrayList<>(clicks);
    all.add(new Click(link, at));
    all.sort(Comparator.comparing(Click::at));
    return new MessageTrace(sentAt, deliveredAt, hiddenAt, latest(all), opens);
  }

  MessageTrace opened(Instant at) {
    List<Instant> all = new ArrayList<>(opens);
    all.add(at);
    all.sort(Comparator.naturalOrder());
    return new MessageTrace(sentAt, deliveredAt, hiddenAt, clicks, latest(all));
  }

  private static <T> List<T> latest(List<T> all) {
    return all.subList(Math.max(0, all.size() - MOST), all.size());
  }

  private static Instant earlier(Instant known, Instant at) {
    return known == null || at.isBefore(known) ? at : known;
  }
}
