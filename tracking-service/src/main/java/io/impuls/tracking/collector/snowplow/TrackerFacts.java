package io.impuls.tracking.collector.snowplow;

import static java.util.Map.entry;

import io.impuls.contracts.event.Page;
import io.impuls.tracking.collector.domain.PageAddress;
import io.impuls.tracking.collector.protocol.Facts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What an event says beside what happened: the page, the client and the device. */
final class TrackerFacts {

  /** Keys under which facts are kept; whatever else is sent keeps its own. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          entry("aid", "appId"),
          entry("p", "platform"),
          entry("tna", "trackerName"),
          entry("tv", "trackerVersion"),
          entry("sid", "clientSessionId"),
          entry("vid", "clientSessionIndex"),
          entry("ip", "ip"),
          entry("ua", "userAgent"),
          entry("lang", "locale"),
          entry("tz", "timezone"),
          entry("res", "screen"),
          entry("vp", "viewport"),
          entry("ds", "document"),
          entry("cd", "colorDepth"),
          entry("cs", "charset"),
          entry("cookie", "cookies"),
          entry("fp", "fingerprint"));

  /** What is said elsewhere in the event, or names the network visitor. */
  private static final Set<String> SAID_ELSEWHERE =
      Set.of(
          "e", "eid", "dtm", "stm", "ttm", "url", "page", "refr", "uid", "duid", "nuid", "tnuid",
          "ue_px", "ue_pr", "cx", "co", "u");

  private static final Set<String> OF_THEIR_EVENT = Set.of("pp_", "se_", "tr_", "ti_");

  private final TrackerFields fields;
  private final Entities entities;

  TrackerFacts(TrackerFields fields, Entities entities) {
    this.fields = fields;
    this.entities = entities;
  }

  /** Gives the page; null without an address. */
  Page page(String otherUrl) {
    String url = fields.text("url") == null ? otherUrl : fields.text("url");
    return url == null
        ? null
        : new Page(
            url,
            PageAddress.path(url),
            fields.text("page"),
            fields.text("refr"),
            entities.first("web_page").id("id"),
            null);
  }

  /** Gives everything else. */
  Map<String, Object> context() {
    Map<String, Object> context = new LinkedHashMap<>();
    fields
        .values()
        .forEach(
            (key, value) -> {
              if (!value.isBlank() && !SAID_ELSEWHERE.contains(key) && !isOfEvent(key)) {
                context.put(NAMES.getOrDefault(key, key), value);
              }
            });
    if (!entities.all().isEmpty()) {
      context.put("entities", entities.kept());
    }
    Facts session = entities.first("client_session");
    if (session.id("sessionId") != null) {
      context.putIfAbsent("clientSessionId", session.id("sessionId"));
    }
    CrossSiteLink.of(fields.text("url")).ifPresent(link -> context.put("referred", link.kept()));
    return context;
  }

  private static boolean isOfEvent(String key) {
    return key.length() > 3 && OF_THEIR_EVENT.contains(key.substring(0, 3));
  }
}
