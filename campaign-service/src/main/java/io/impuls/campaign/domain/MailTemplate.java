package io.impuls.campaign.domain;

import java.util.Map;
import java.util.Objects;

/**
 * A mail with places for a person's data. Everything put into {@code html} is escaped.
 *
 * @param subject one line
 * @param html body for clients that show HTML; null for none
 * @param text body for clients that do not; null for none, but not both
 */
public record MailTemplate(String subject, String html, String text) {
  public MailTemplate {
    Objects.requireNonNull(subject, "subject");
    if (html == null && text == null) {
      throw new IllegalArgumentException("a mail needs a body: html, text or both");
    }
  }

  /**
   * What a person gets: the same parts, filled.
   *
   * @param subject one line without line breaks
   * @param html null when the template has none
   * @param text null when the template has none
   * @param headers what mail programs and providers read beside the mail, by name
   */
  public record Filled(String subject, String html, String text, Map<String, String> headers) {
    public Filled {
      headers = Map.copyOf(headers);
    }

    /** Makes a mail without headers of its own. */
    public Filled(String subject, String html, String text) {
      this(subject, html, text, Map.of());
    }
  }
}
