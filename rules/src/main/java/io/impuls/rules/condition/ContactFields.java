package io.impuls.rules.condition;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Source;
import io.impuls.rules.condition.Field.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The fields of what is known of a contact: {@code contact.<name>} is the attribute of that name,
 * with the dots of {@code traits.<name>}. Only conditions on contacts can name them, as no event
 * has them.
 */
public final class ContactFields {

  /** Prefix of their names. */
  public static final String PREFIX = "contact.";

  private static final int MAX_NAME = 200;
  private static final UUID NOBODY = new UUID(0, 0);
  private static final Source NOWHERE = new Source("contact", Source.Kind.BACKEND);

  private ContactFields() {}

  /** Gives the field of that name; empty when it is none of a contact. */
  public static Optional<Field> find(String name) {
    if (!name.startsWith(PREFIX) || name.length() == PREFIX.length() || name.length() > MAX_NAME) {
      return Optional.empty();
    }
    String rest = name.substring(PREFIX.length());
    return Optional.of(
        new Field(
            name,
            Type.ANY,
            Set.of(),
            new FieldReader.OfMap(Event::traits, rest, List.of(rest.split("\\.", -1)))));
  }

  /** Gives up to three names that the author of an unknown {@code name} may have meant. */
  static List<String> nearest(String name) {
    String rest = name.startsWith("traits.") ? name.substring("traits.".length()) : name;
    return rest.isBlank() || rest.length() > MAX_NAME - PREFIX.length()
        ? List.of()
        : List.of(PREFIX + rest);
  }

  /** Gives what is known of a contact in the form that conditions on contacts look at. */
  public static Event contact(Map<String, Object> attributes) {
    return new Event(
        NOBODY,
        NOBODY,
        null,
        "contact",
        NOWHERE,
        Instant.EPOCH,
        Instant.EPOCH,
        null,
        null,
        null,
        null,
        null,
        null,
        attributes,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
