package io.impuls.campaign.domain;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts as they stand in HTML. */
final class HtmlText {

  private static final Map<String, String> NAMED =
      Map.of("amp", "&", "quot", "\"", "apos", "'", "lt", "<", "gt", ">");

  private static final Pattern REFERENCE =
      Pattern.compile("&(amp|quot|apos|lt|gt|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});");

  private HtmlText() {}

  /** Gives the text that an attribute's value stands for. */
  static String plain(String html) {
    return REFERENCE
        .matcher(html)
        .replaceAll(found -> Matcher.quoteReplacement(character(found.group(1), found.group())));
  }

  private static String character(String reference, String asItStands) {
    if (!reference.startsWith("#")) {
      return NAMED.get(reference);
    }
    boolean hex = reference.charAt(1) == 'x' || reference.charAt(1) == 'X';
    int code =
        hex
            ? Integer.parseInt(reference.substring(2), 16)
            : Integer.parseInt(reference.substring(1));
    return Character.isValidCodePoint(code) ? Character.toString(code) : asItStands;
  }
}
