package io.impuls.tracking.collector.segment;

import io.impuls.contracts.event.Page;
import io.impuls.tracking.collector.domain.PageAddress;
import io.impuls.tracking.collector.protocol.Facts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The page an event happened on, pieced together from properties and context. */
final class PageFacts {

  /** Names in {@code context.campaign}, and the parameters of links that they came from. */
  private static final List<Map.Entry<String, String>> CAMPAIGN =
      List.of(
          Map.entry("source", "utm_source"),
          Map.entry("medium", "utm_medium"),
          Map.entry("name", "utm_campaign"),
          Map.entry("term", "utm_term"),
          Map.entry("content", "utm_content"));

  private PageFacts() {}

  /** Gives the page; null where no address was sent. */
  static Page of(Facts said, Facts context) {
    String sent = said.text("url");
    String path = sent == null ? null : PageAddress.path(sent);
    if (path == null) {
      path = said.text("path");
    }
    if (path == null && sent != null && sent.startsWith("/")) {
      path = sent.split("[?#]", 2)[0];
    }
    if (sent == null && path == null) {
      return null;
    }
    String referrer = said.text("referrer");
    return new Page(
        sent == null ? null : address(sent, said.text("search"), context.facts("campaign")),
        path,
        said.text("title"),
        referrer == null ? context.facts("referrer").text("url") : referrer);
  }

  /**
   * Gives the address with what the browser's own address said beside it: clients send the
   * canonical link of a page, which lacks the query, and tell query and campaign apart.
   */
  private static String address(String sent, String search, Facts campaign) {
    String url = sent;
    if (search != null && search.length() > 1 && url.indexOf('?') < 0) {
      url = withQuery(url, search.startsWith("?") ? search.substring(1) : search);
    }
    if (url.contains("utm_")) {
      return url;
    }
    StringJoiner query = new StringJoiner("&");
    for (Map.Entry<String, String> part : CAMPAIGN) {
      String value = campaign.text(part.getKey());
      if (value != null) {
        query.add(part.getValue() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
      }
    }
    return query.length() == 0 ? url : withQuery(url, query.toString());
  }

  private static String withQuery(String url, String query) {
    int fragment = url.indexOf('#');
    String before = fragment < 0 ? url : url.substring(0, fragment);
    String behind = fragment < 0 ? "" : url.substring(fragment);
    return before + (before.indexOf('?') < 0 ? "?" : "&") + query + behind;
  }
}
