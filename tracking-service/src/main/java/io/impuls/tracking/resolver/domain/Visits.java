package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.VisitSource;
import java.util.List;
import java.util.UUID;

/**
 * Joins events to visits in whatever order they arrive: an event opens a visit, extends one, or
 * joins two, of which the earlier lives on.
 */
public final class Visits {

  private Visits() {}

  /**
   * What an event did to the visits of its device.
   *
   * @param now the visit it belongs to
   * @param before that visit as it was; null when the event opened it
   * @param absorbed another visit that became part of it; null when none did
   */
  public record Joined(Visit now, Visit before, Visit absorbed) {

    /** Whether the event opened the visit. */
    public boolean opened() {
      return before == null;
    }
  }

  /** Joins an event and keeps the result in memory. */
  public static Joined join(
      Event event, Identifier device, VisitSource origin, DeviceMemory memory) {
    List<Visit> near =
        memory.visits(event.occurredAt().minus(Visit.GAP), event.occurredAt().plus(Visit.GAP));
    if (near.isEmpty()) {
      UUID id = Ids.session(event.workspace(), device, event.eventId());
      Visit opened = Visit.open(id, event, origin);
      memory.keep(opened);
      return new Joined(opened, null, null);
    }
    Visit before = near.get(near.size() - 1);
    Visit absorbed = near.size() > 1 ? near.get(0) : null;
    Visit now = before.with(event, origin);
    if (absorbed != null) {
      now = now.with(absorbed);
      memory.forget(absorbed);
    }
    memory.forget(before);
    memory.keep(now);
    return new Joined(now, before, absorbed);
  }
}
