package io.impuls.tracking.collector.snowplow;

import io.impuls.tracking.collector.domain.Texts;
import io.impuls.tracking.collector.protocol.Facts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is kept of values in forms.
 *
 * @param masked whether addresses, phone numbers and passwords are masked
 */
record FormValues(boolean masked) {

  private static final String MASK = "*";
  private static final String VALUE = "value";

  private static final Set<String> PERSONAL_TYPES = Set.of("email", "tel", "password");

  /** Names of fields, in the languages of our shops, whose values are told by their name. */
  private static final Pattern PERSONAL_NAMES =
      Pattern.compile("(?i).*(mail|phone|telefon|tel$|^tel|mobile|komork|pass|pwd|haslo|hasło).*");

  /** Gives the elements of a form as they are kept. */
  List<Map<String, Object>> elements(Facts form) {
    List<Map<String, Object>> kept = new ArrayList<>();
    for (Facts element : form.list("elements")) {
      kept.add(element(element).values());
    }
    return kept;
  }

  /** Gives one element as it is kept. */
  Facts element(Facts element) {
    if (!masked || !element.values().containsKey(VALUE) || !isPersonal(element)) {
      return element;
    }
    Map<String, Object> kept = new LinkedHashMap<>(element.values());
    kept.put(VALUE, MASK);
    return new Facts(kept);
  }

  private static boolean isPersonal(Facts element) {
    String type = element.text("type");
    String name = element.text("name", "elementId");
    String value = element.text(VALUE);
    return type != null && PERSONAL_TYPES.contains(type.toLowerCase(java.util.Locale.ROOT))
        || name != null && PERSONAL_NAMES.matcher(name).matches()
        || value != null && (isEmail(value) || isPhone(value));
  }

  private static boolean isEmail(String value) {
    return value.indexOf('@') > 0 && Texts.isEmail(value);
  }

  /** A number of fewer digits is an amount or a year. */
  private static boolean isPhone(String value) {
    return value.chars().filter(Character::isDigit).count() >= 9
        && Texts.isPhone(Texts.phone(value));
  }
}
