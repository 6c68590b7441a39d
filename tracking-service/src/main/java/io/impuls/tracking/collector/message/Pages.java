package io.impuls.tracking.collector.message;

import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;

/** The few pages that people see at the collector, in the language that their browser asks for. */
final class Pages {

  private static final String HTML = "text/html; charset=utf-8";
  private static final String FRAME = resource("page.html");
  private static final String FORM = resource("unsubscribe-form.html");
  private static final Properties WORDS = words();
  private static final String ENGLISH = "en";

  private Pages() {}

  /** Gives the page for a link that is none of ours. */
  static Reply unknown(IntakeRequest request) {
    return page(404, language(request), "unknown", "");
  }

  /** Gives the page behind a link that nobody should follow. */
  static Reply hidden(IntakeRequest request) {
    return page(200, language(request), "hidden", "");
  }

  /** Gives the page that asks whether to unsubscribe. */
  static Reply unsubscribe(IntakeRequest request) {
    String language = language(request);
    return page(
        200,
        language,
        "ask",
        FORM.replace("{this}", word(language, "ask.this"))
            .replace("{all}", word(language, "ask.all")));
  }

  /** Gives the page that says that it is done. */
  static Reply unsubscribed(IntakeRequest request) {
    return page(200, language(request), "done", "");
  }

  /** Gives the page that asks to come again. */
  static Reply later() {
    return page(503, ENGLISH, "later", "").with("Retry-After", "1");
  }

  /** Nothing here comes from a request, so nothing needs escaping. */
  private static Reply page(int status, String language, String name, String form) {
    String page =
        FRAME
            .replace("{language}", language)
            .replace("{title}", word(language, name + ".title"))
            .replace("{text}", word(language, name + ".text"))
            .replace("{form}", form);
    return Reply.text(status, HTML, page)
        .with(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self';"
                + " frame-ancestors 'none'")
        .with("Referrer-Policy", "no-referrer")
        .with("X-Content-Type-Options", "nosniff")
        .with("X-Robots-Tag", "noindex");
  }

  private static String language(IntakeRequest request) {
    String accepted = request.header("accept-language");
    String first =
        accepted == null ? "" : accepted.strip().split("[-,;]", 2)[0].toLowerCase(Locale.ROOT);
    return WORDS.containsKey(first + ".ask.title") ? first : ENGLISH;
  }

  private static String word(String language, String name) {
    return WORDS.getProperty(language + "." + name);
  }

  private static Properties words() {
    Properties words = new Properties();
    try {
      words.load(new StringReader(resource("pages.properties")));
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Pages.class.getResourceAsStream("/io/impuls/tracking/message/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
