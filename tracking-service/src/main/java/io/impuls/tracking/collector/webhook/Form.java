package io.impuls.tracking.collector.webhook;

import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.Texts;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fields of a form or a query. Asked by name they are fit to be kept; the list has them as they
 * came, for signatures.
 *
 * @param fields in the order in which they came; a name may come twice
 */
record Form(List<Map.Entry<String, String>> fields) {

  /** Fields of a form: the providers send thirty at most. */
  private static final int MOST_FIELDS = 500;

  Form {
    fields = List.copyOf(fields);
  }

  /** Reads a form's body. */
  static Form of(byte[] body) {
    return of(new String(body, StandardCharsets.UTF_8));
  }

  /** Reads a query; null has no fields. What is no field is passed over. */
  static Form of(String encoded) {
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    if (encoded != null) {
      for (String field : encoded.strip().split("&", MOST_FIELDS + 1)) {
        int equals = field.indexOf('=');
        if (equals > 0 && fields.size() < MOST_FIELDS) {
          fields.add(
              Map.entry(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1))));
        }
      }
    }
    return new Form(fields);
  }

  /** Gives the first field of that name; null where there is none or it is empty. */
  String text(String name) {
    String sent = asSent(name);
    return sent == null ? null : kept(sent);
  }

  /** Gives the same as it came, to be compared with a secret. */
  String asSent(String name) {
    return fields.stream()
        .filter(field -> field.getKey().equals(name) && !field.getValue().isBlank())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  /** Gives the fields by name, but {@code secret}; of those that come twice the first. */
  Map<String, Object> without(String secret) {
    Map<String, Object> all = new LinkedHashMap<>();
    fields.stream()
        .filter(field -> !field.getKey().equals(secret))
        .forEach(field -> all.putIfAbsent(kept(field.getKey()), kept(field.getValue())));
    return all;
  }

  /** Gives the fields of these names alone. */
  Form only(Set<String> names) {
    return new Form(fields.stream().filter(field -> names.contains(field.getKey())).toList());
  }

  /** Gives the fields as a query; null where there is none. */
  String encoded() {
    return fields.isEmpty() ? null : encoded(without(""));
  }

  /** Gives fields by name as a query; empty where there is none. */
  static String encoded(Map<String, Object> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue().toString()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String kept(String text) {
    String clean = Texts.cleaned(text);
    return clean.length() <= Limits.TEXT_LENGTH
        ? clean
        // not through the middle of a character
        : Texts.cleaned(clean.substring(0, Limits.TEXT_LENGTH));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // a percent sign that begins nothing stands for itself
      return text;
    }
  }
}
