package io.impuls.scoring.domain;

import static io.impuls.contracts.event.EventTypes.CART_ADDED;
import static io.impuls.contracts.event.EventTypes.CUSTOM_PREFIX;
import static io.impuls.contracts.event.EventTypes.EMAIL_SENT;
import static io.impuls.contracts.event.EventTypes.FILE_DOWNLOADED;
import static io.impuls.contracts.event.EventTypes.ORDER_CANCELLED;
import static io.impuls.contracts.event.EventTypes.ORDER_PLACED;
import static io.impuls.contracts.event.EventTypes.PAGE_VIEWED;
import static io.impuls.contracts.event.EventTypes.PERSON_IDENTIFIED;
import static io.impuls.contracts.event.EventTypes.PRODUCT_VIEWED;
import static io.impuls.contracts.event.EventTypes.SESSION_ENDED;
import static io.impuls.contracts.event.EventTypes.SESSION_STARTED;

import io.impuls.rules.Problem;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The event types that a plan can name. */
final class Activities {

  private static final Set<String> KNOWN =
      new TreeSet<>(
          Set.of(
              PAGE_VIEWED,
              FILE_DOWNLOADED,
              PRODUCT_VIEWED,
              CART_ADDED,
              ORDER_PLACED,
              ORDER_CANCELLED,
              PERSON_IDENTIFIED,
              EMAIL_SENT));

  private Activities() {}

  /** Adds a problem when no such event can give points. */
  static void check(String type, String at, List<Problem> problems) {
    if (type == null || type.isBlank()) {
      problems.add(new Problem(at, "needs an event type such as \"page.viewed\""));
    } else if (type.equals(SESSION_STARTED) || type.equals(SESSION_ENDED)) {
      // Late events publish another revision of a session; each would count again.
      problems.add(new Problem(at, "visits are corrected by late events and cannot give points"));
    } else if (!KNOWN.contains(type)
        && !(type.startsWith(CUSTOM_PREFIX) && type.length() > CUSTOM_PREFIX.length())) {
      problems.add(
          new Problem(at, "is one of " + String.join(", ", KNOWN) + ", or custom.<name>"));
    }
  }
}
