package io.impuls.campaign.domain;

import io.impuls.contracts.message.MessageKeys;
import io.impuls.contracts.message.MessageToken;
import io.impuls.contracts.message.MessageToken.Use;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Leads the links of a mail through the collector, so that it is known that they were followed, and
 * adds what tells that it was opened and what unsubscribes by one click (RFC 8058). Somebody who
 * did not agree to be followed gets links that name nobody, and no image (semantics 3.25).
 */
public final class MailLinks {

  /** A mail is left as it is. */
  public static final MailLinks NONE = new MailLinks(MessageKeys.NONE, null, false, null);

  /** The address of a link: of an {@code a}, in quotes of either sort. */
  private static final Pattern HREF =
      Pattern.compile(
          "(<a\\b[^<>]*?\\shref\\s*=\\s*)(\"([^\"]{1,8000})\"|'([^']{1,8000})')",
          Pattern.CASE_INSENSITIVE);

  /** An address in plain text, without the full stop behind it. */
  private static final Pattern PLAIN =
      Pattern.compile("https?://[^\\s<>\"']{1,2000}(?<![.,;:!?)\\]])", Pattern.CASE_INSENSITIVE);

  private static final Pattern END = Pattern.compile("</body\\s*>", Pattern.CASE_INSENSITIVE);

  private final MessageKeys keys;
  private final String collector;
  private final boolean assumed;
  private final ReportHeader reports;

  /**
   * Makes links.
   *
   * @param keys seals tokens
   * @param collector the collector's own address, as recipients reach it
   * @param assumed whether who never said anything is followed
   * @param reports how the provider takes a token along; null when it does not
   */
  public MailLinks(MessageKeys keys, URI collector, boolean assumed, ReportHeader reports) {
    this.keys = keys;
    this.collector = collector == null ? null : collector.toString().replaceAll("/+$", "");
    this.assumed = assumed;
    this.reports = reports;
  }

  /** Gives the mail with its links led through the collector. */
  public MailTemplate.Filled in(MailTemplate.Filled mail, Outgoing outgoing) {
    Send send = outgoing.send();
    if (!keys.sealFor(send.workspace())) {
      return mail;
    }
    boolean followed =
        outgoing.tracking() == Consent.GRANTED || assumed && outgoing.tracking() == Consent.UNKNOWN;
    Links links = new Links(send, followed);
    return new MailTemplate.Filled(
        mail.subject(),
        mail.html() == null ? null : links.html(mail.html()),
        mail.text() == null ? null : links.text(mail.text()),
        headers(send));
  }

  private Map<String, String> headers(Send send) {
    Map<String, String> headers = new HashMap<>();
    String unsubscribe = keys.seal(token(send, true, Use.UNSUBSCRIBE, null, null));
    headers.put("List-Unsubscribe", "<" + collector + "/m/u/" + unsubscribe + ">");
    headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    if (reports != null) {
      String token = keys.seal(token(send, true, Use.REPORT, null, null));
      headers.put(reports.header(), reports.value(token));
    }
    return headers;
  }

  private static MessageToken token(Send send, boolean personal, Use use, String link, String url) {
    UUID person = personal ? send.person() : null;
    UUID message = personal ? send.id() : null;
    return new MessageToken(use, send.workspace(), person, message, send.campaign(), link, url);
  }

  /** The links of one mail. */
  private final class Links {

    private final Send send;
    private final boolean followed;
    private int count;

    Links(Send send, boolean followed) {
      this.send = send;
      this.followed = followed;
    }

    String html(String html) {
      String led =
          replaced(
              HREF,
              html,
              found -> {
                String address = found.group(3) == null ? found.group(4) : found.group(3);
                return found.group(1) + '"' + led(HtmlText.plain(address), address) + '"';
              });
      if (!followed) {
        return led;
      }
      String seen =
          "<a href=\"%s/m/h/%s\" style=\"display:none\" tabindex=\"-1\" aria-hidden=\"true\"></a>"
                  .formatted(collector, sealed(Use.HIDDEN))
              + "<img src=\"%s/m/o/%s.gif\" width=\"1\" height=\"1\" alt=\"\">"
                  .formatted(collector, sealed(Use.OPEN));
      Matcher end = END.matcher(led);
      return end.find()
          ? led.substring(0, end.start()) + seen + led.substring(end.start())
          : led + seen;
    }

    String text(String text) {
      return replaced(PLAIN, text, found -> led(found.group(), found.group()));
    }

    /** Gives where a link leads now; {@code asItStands} when it cannot lead through us. */
    private String led(String address, String asItStands) {
      String url = address.strip();
      if (!MessageToken.isDestination(url) || url.startsWith(collector + "/m/")) {
        return asItStands;
      }
      count++;
      return collector
          + "/m/c/"
          + keys.seal(token(send, followed, Use.CLICK, Integer.toString(count), url));
    }

    private String sealed(Use use) {
      return keys.seal(token(send, followed, use, null, null));
    }

    private static String replaced(
        Pattern pattern, String text, Function<MatchResult, String> replacement) {
      return pattern
          .matcher(text)
          .replaceAll(found -> Matcher.quoteReplacement(replacement.apply(found)));
    }
  }
}
