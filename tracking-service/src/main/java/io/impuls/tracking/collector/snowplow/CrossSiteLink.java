package io.impuls.tracking.collector.snowplow;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a link from another of the shop's sites carries along.
 *
 * @param device the device by the other site's tracker
 * @param at when the link was followed; null where it does not say
 */
record CrossSiteLink(String device, Instant at) {

  /** Longer forms go on behind a further dot, which nothing here asks for. */
  private static final Pattern PARAMETER =
      Pattern.compile("[?&]_sp=([^&#.]{1,64})(?:\\.([0-9]{1,15}))?(?=[.&#]|$)");

  /** Gives what the address of a page says; empty when it says nothing. */
  static Optional<CrossSiteLink> of(String url) {
    if (url == null) {
      return Optional.empty();
    }
    Matcher found = PARAMETER.matcher(url);
    return found.find()
        ? Optional.of(
            new CrossSiteLink(
                found.group(1),
                found.group(2) == null
                    ? null
                    : Instant.ofEpochMilli(Long.parseLong(found.group(2)))))
        : Optional.empty();
  }

  /** Gives it as it is kept. */
  Map<String, Object> kept() {
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("id", device);
    if (at != null) {
      kept.put("at", at.toString());
    }
    return kept;
  }
}
