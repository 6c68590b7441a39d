package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.VisitSource;
import io.impuls.contracts.event.VisitSource.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How somebody came to a page (TR-10): what the link says about itself first, then the referrer.
 * Immutable.
 */
public final class VisitOrigins {

  /** Parameters that advertising networks add to a paid click. */
  private static final Set<String> AD_CLICKS =
      Set.of("gclid", "gbraid", "wbraid", "dclid", "msclkid", "yclid", "ttclid");

  private static final Map<String, Kind> MEDIA =
      Map.ofEntries(
          Map.entry("cpc", Kind.ADS),
          Map.entry("ppc", Kind.ADS),
          Map.entry("cpm", Kind.ADS),
          Map.entry("ads", Kind.ADS),
          Map.entry("display", Kind.ADS),
          Map.entry("banner", Kind.ADS),
          Map.entry("paid", Kind.ADS),
          Map.entry("email", Kind.EMAIL),
          Map.entry("e-mail", Kind.EMAIL),
          Map.entry("newsletter", Kind.EMAIL),
          Map.entry("sms", Kind.SMS),
          Map.entry("social", Kind.SOCIAL),
          Map.entry("social-media", Kind.SOCIAL),
          Map.entry("organic", Kind.ORGANIC),
          Map.entry("referral", Kind.REFERRAL));

  private static final VisitSource DIRECT = new VisitSource(Kind.DIRECT, null);
  private static final VisitSource INTERNAL = new VisitSource(Kind.INTERNAL, null);

  /** Characters of a source's name that are kept: it is a stranger's text. */
  private static final int NAME_LENGTH = 100;

  private final HostNames engines;
  private final HostNames networks;
  private final HostNames assistants;
  private final HostNames spam;

  /**
   * Makes it of host lists.
   *
   * @param engines search engines
   * @param networks social networks
   * @param assistants AI assistants
   * @param spam hosts that fake referrers: they count as none
   */
  public VisitOrigins(HostNames engines, HostNames networks, HostNames assistants, HostNames spam) {
    this.engines = engines;
    this.networks = networks;
    this.assistants = assistants;
    this.spam = spam;
  }

  /** Gives the origin of an event on a page; null for one without. */
  public VisitSource of(Event event, List<String> ownHosts) {
    if (event.page() == null) {
      return null;
    }
    WebAddress page = WebAddress.of(event.page().url());
    if (page != null) {
      Optional<VisitSource> tagged = tagged(page.query());
      if (tagged.isPresent()) {
        return tagged.get();
      }
    }
    WebAddress referrer = WebAddress.of(event.page().referrer());
    return referrer == null ? DIRECT : referred(page, referrer, ownHosts);
  }

  private Optional<VisitSource> tagged(Map<String, String> query) {
    String source = name(query.get("utm_source"));
    if (AD_CLICKS.stream().anyMatch(query::containsKey)) {
      return Optional.of(new VisitSource(Kind.ADS, source));
    }
    String medium = query.getOrDefault("utm_medium", "").toLowerCase(Locale.ROOT);
    if (source == null && medium.isEmpty()) {
      return Optional.empty();
    }
    Kind kind = medium.startsWith("paid") ? Kind.ADS : MEDIA.get(medium);
    return Optional.of(new VisitSource(kind == null ? bySource(source) : kind, source));
  }

  private Kind bySource(String source) {
    if (source == null) {
      return Kind.REFERRAL;
    }
    if (MEDIA.containsKey(source.toLowerCase(Locale.ROOT))) {
      return MEDIA.get(source.toLowerCase(Locale.ROOT));
    }
    if (networks.named(source).isPresent() || networks.name(source, "/").isPresent()) {
      return Kind.SOCIAL;
    }
    if (assistants.named(source).isPresent() || assistants.name(source, "/").isPresent()) {
      return Kind.AI_ASSISTANT;
    }
    return engines.named(source).isPresent() ? Kind.ORGANIC : Kind.REFERRAL;
  }

  private VisitSource referred(WebAddress page, WebAddress referrer, List<String> ownHosts) {
    String host = referrer.host();
    if (page != null && page.host().equals(host)
        || ownHosts.stream().map(WebAddress::host).anyMatch(host::equals)) {
      return INTERNAL;
    }
    if (spam.name(host, "/").isPresent()) {
      return DIRECT;
    }
    return assistants
        .name(host, referrer.path())
        .map(name -> new VisitSource(Kind.AI_ASSISTANT, name))
        .or(
            () ->
                engines
                    .name(host, referrer.path())
                    .map(name -> new VisitSource(Kind.ORGANIC, name)))
        .or(
            () ->
                networks
                    .name(host, referrer.path())
                    .map(name -> new VisitSource(Kind.SOCIAL, name)))
        .orElseGet(() -> new VisitSource(Kind.REFERRAL, name(host)));
  }

  private static String name(String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    return text.length() > NAME_LENGTH ? text.substring(0, NAME_LENGTH) : text;
  }
}
