package io.impuls.demo.recording;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a recorded web request was. The rules are written down for people in {@code docs/demo.md}.
 */
enum RequestKind {
  /** Somebody read a page. */
  PAGE,
  /** Somebody fetched a file that is offered for download. */
  DOWNLOAD,
  /** Anything else: parts of pages, feeds, redirects, errors, probes. */
  OTHER;

  private static final List<String> DOWNLOADS = List.of(".jar", ".zip", ".tar.gz", ".pdf");

  /** Extensions of pages; a last path segment without a dot is a page too. */
  private static final Set<String> PAGES = Set.of("html", "htm", "xhtml", "php");

  /** Answered in full, or "as you have it". */
  private static final Set<String> READ = Set.of("200", "304");

  /** Downloads are also resumed in parts. */
  private static final Set<String> FETCHED = Set.of("200", "206", "304");

  /** The query by which the recorded site served its feeds. */
  private static final String FEED = "flav=";

  /** Gives what the request was. */
  static RequestKind of(String method, String target, String status) {
    if (!method.equals("GET")) {
      return OTHER;
    }
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    String query = question < 0 ? "" : target.substring(question + 1);
    String lower = path.toLowerCase(Locale.ROOT);
    if (DOWNLOADS.stream().anyMatch(lower::endsWith)) {
      return FETCHED.contains(status) ? DOWNLOAD : OTHER;
    }
    String segment = lower.substring(lower.lastIndexOf('/') + 1);
    int dot = segment.lastIndexOf('.');
    boolean page = dot < 0 || PAGES.contains(segment.substring(dot + 1));
    return page && READ.contains(status) && !query.contains(FEED) ? PAGE : OTHER;
  }
}
