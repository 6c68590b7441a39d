package io.impuls.tracking.resolver.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a link says about itself: UTM tags and the click ids that networks add.
 *
 * @param values by parameter, names in lower case; other parameters may be among them
 */
record CampaignTags(Map<String, String> values) {

  /** Parameters that advertising networks add to a paid click. */
  private static final Set<String> AD_CLICKS =
      Set.of("gclid", "gbraid", "wbraid", "dclid", "msclkid", "yclid", "ttclid", "twclid");

  /** Parameters that networks add to clicks that nobody paid for, and the network. */
  private static final Map<String, String> SOCIAL_CLICKS =
      Map.of("fbclid", "Facebook", "igsh", "Instagram", "igshid", "Instagram");

  /** What tells one campaign's click from another's where there is no click id. */
  private static final List<String> TAGS =
      List.of("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "utm_id");

  /** Characters of a name, campaign or phrase that are kept: they are a stranger's text. */
  private static final int LONGEST = 100;

  /**
   * Gives the tags of a page's address; what a sender of Segment's protocol says of the campaign
   * beside it ({@code context.campaign}) counts where the address names no source.
   *
   * @param page null when not on a page
   * @param campaign an object with {@code source}, {@code medium}, {@code name}; else not looked at
   */
  static CampaignTags of(WebAddress page, Object campaign) {
    Map<String, String> query = page == null ? Map.of() : page.query();
    if (!(campaign instanceof Map<?, ?> said) || query.containsKey("utm_source")) {
      return new CampaignTags(query);
    }
    Map<String, String> all = new HashMap<>(query);
    said.forEach(
        (name, value) -> {
          if (value instanceof String text) {
            all.putIfAbsent("utm_" + (name.equals("name") ? "campaign" : name), text);
          }
        });
    return new CampaignTags(all);
  }

  String source() {
    return get("utm_source");
  }

  /** In lower case; empty when there is none. */
  String medium() {
    return values.getOrDefault("utm_medium", "").toLowerCase(Locale.ROOT);
  }

  String campaign() {
    return get("utm_campaign");
  }

  String term() {
    return get("utm_term");
  }

  boolean paid() {
    return AD_CLICKS.stream().anyMatch(values::containsKey);
  }

  /** The network whose members clicked. */
  Optional<String> network() {
    return SOCIAL_CLICKS.keySet().stream()
        .filter(values::containsKey)
        .findFirst()
        .map(SOCIAL_CLICKS::get);
  }

  /** Gives what tells this click from others: its id, else all that is said of the campaign. */
  String click() {
    return values.entrySet().stream()
        .filter(tag -> AD_CLICKS.contains(tag.getKey()) || SOCIAL_CLICKS.containsKey(tag.getKey()))
        .map(tag -> tag.getKey() + "=" + shortened(tag.getValue()))
        .min(String::compareTo)
        .orElseGet(
            () ->
                TAGS.stream()
                    .map(tag -> shortened(values.getOrDefault(tag, "")))
                    .collect(Collectors.joining("|")));
  }

  /** Gives a stranger's text as it is kept; null for a blank one. */
  static String text(String sent) {
    return sent == null || sent.isBlank() ? null : shortened(sent.strip());
  }

  private String get(String tag) {
    return text(values.get(tag));
  }

  private static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }
}
