package io.impuls.tracking.collector.snowplow;

import io.impuls.tracking.collector.domain.Texts;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a query. A percent sign that encodes nothing stands for itself. */
final class QueryFields {

  private QueryFields() {}

  /** Gives the fields, decoded; of a name that comes twice the first. */
  static Map<String, String> of(String query) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (query == null) {
      return fields;
    }
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.putIfAbsent(
            Texts.cleaned(decoded(pair.substring(0, equals))),
            Texts.cleaned(decoded(pair.substring(equals + 1))));
      }
    }
    return fields;
  }

  private static String decoded(String sent) {
    if (sent.indexOf('%') < 0 && sent.indexOf('+') < 0) {
      return sent;
    }
    byte[] bytes = sent.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream plain = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
      if (low >= 0) {
        plain.write(high << 4 | low);
        i += 2;
      } else {
        plain.write(bytes[i] == '+' ? ' ' : bytes[i]);
      }
    }
    return plain.toString(StandardCharsets.UTF_8);
  }
}
