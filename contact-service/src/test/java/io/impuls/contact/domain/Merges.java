package io.impuls.contact.domain;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Split;
import io.impuls.testkit.Events;
import java.util.UUID;

/** Events of the resolver that the test kit's builder does not make. */
public final class Merges {

  private Merges() {}

  /** That what {@code original} names is {@code into}'s, under the key of {@code from}. */
  public static Event parted(UUID from, UUID into, UUID original, String at) {
    Split split = new Split(from, into, original);
    return Events.of(EventTypes.PERSON_SPLIT)
        .at(at)
        .build()
        .resolved(new Resolution(from, null, null, null, null, null, null, null, split, null));
  }

  /** That {@code from} lives on in {@code into}, under the key of {@code from}. */
  public static Event merged(UUID from, UUID into, String at) {
    Event event = Events.of(EventTypes.PERSON_MERGED).at(at).person(from).build();
    return event.resolved(
        new Resolution(from, from, null, null, null, null, null, new Merge(from, into)));
  }
}
