package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.VisitSource;
import io.impuls.contracts.event.VisitSource.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How somebody came to a page (TR-10) and what they had searched for (TR-11): what the link says
 * about itself first, then the referrer. Immutable.
 */
public final class VisitOrigins {

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

  /** Parameters by which search engines name the phrase, where they still do. */
  private static final List<String> PHRASES =
      List.of("q", "query", "p", "text", "wd", "search_query", "searchfor", "s");

  private static final VisitSource DIRECT = new VisitSource(Kind.DIRECT, null);
  private static final VisitSource INTERNAL = new VisitSource(Kind.INTERNAL, null);

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

  /**
   * How somebody came.
   *
   * @param source to publish with the event; null without a page and a phrase
   * @param click what tells the click that led here from others, by click id or UTM tags; null when
   *     the link says nothing about itself
   */
  public record Origin(VisitSource source, String click) {

    /** Nothing known. */
    static final Origin NONE = new Origin(null, null);
  }

  /** Gives how somebody came to where an event happened. */
  public Origin of(Event event, List<String> ownHosts) {
    String searched = searched(event);
    if (event.page() == null) {
      return searched == null ? Origin.NONE : new Origin(with(INTERNAL, null, searched), null);
    }
    WebAddress page = WebAddress.of(event.page().url());
    WebAddress referrer = WebAddress.of(event.page().referrer());
    CampaignTags tags = CampaignTags.of(page, event.context().get("campaign"));
    Optional<VisitSource> tagged = tagged(tags);
    VisitSource found =
        tagged.orElseGet(() -> referrer == null ? DIRECT : referred(page, referrer, ownHosts));
    String phrase =
        searched != null ? searched : found.kind() == Kind.INTERNAL ? null : phrase(tags, referrer);
    return new Origin(
        with(found, tags.campaign(), phrase), tagged.isPresent() ? tags.click() : null);
  }

  private static String searched(Event event) {
    return event.type().equals(EventTypes.SEARCH_PERFORMED)
            && event.properties().get("query") instanceof String query
        ? CampaignTags.text(query)
        : null;
  }

  private String phrase(CampaignTags tags, WebAddress referrer) {
    String term = tags.term();
    if (term != null || referrer == null) {
      return term;
    }
    if (engines.name(referrer.host(), referrer.path()).isEmpty()) {
      return null;
    }
    return PHRASES.stream()
        .map(referrer.query()::get)
        .map(CampaignTags::text)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private Optional<VisitSource> tagged(CampaignTags tags) {
    String source = tags.source();
    if (tags.paid()) {
      return Optional.of(new VisitSource(Kind.ADS, source));
    }
    String medium = tags.medium();
    if (source == null && medium.isEmpty()) {
      return tags.network().map(network -> new VisitSource(Kind.SOCIAL, network));
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
        .orElseGet(() -> new VisitSource(Kind.REFERRAL, CampaignTags.text(host)));
  }

  private static VisitSource with(VisitSource source, String campaign, String phrase) {
    return campaign == null && phrase == null
        ? source
        : new VisitSource(source.kind(), source.name(), campaign, phrase);
  }
}
