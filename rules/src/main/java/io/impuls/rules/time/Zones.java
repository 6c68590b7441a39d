package io.impuls.rules.time;

import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** The time zones that definitions can name. */
public final class Zones {

  private static final Set<String> KNOWN = ZoneId.getAvailableZoneIds();

  private Zones() {}

  /**
   * Reads a zone. Offsets such as {@code +02:00} are refused: they know no daylight saving.
   *
   * @param pointer where the name stands
   */
  public static Parsed<ZoneId> parse(String name, String pointer) {
    if (name == null || !KNOWN.contains(name)) {
      return new Parsed.Failed<>(
          List.of(new Problem(pointer, "needs an IANA time zone such as \"Europe/Warsaw\"")));
    }
    return new Parsed.Ok<>(ZoneId.of(name));
  }
}
