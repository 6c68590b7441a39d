package io.impuls.demo.report;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.demo.replay.Fate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Whether everything that was sent arrived, once (decision 23: by sets of ids). */
final class ArrivalChecks {

  private ArrivalChecks() {}

  /** Every id sent is in {@code tracking.events} exactly once, or was refused exactly once. */
  static Check everythingSentArrivedOnce(Map<UUID, Fate> sent, Evidence evidence) {
    Map<UUID, Integer> arrivals = new HashMap<>();
    for (Event event : evidence.events()) {
      if (sent.containsKey(event.eventId())) {
        arrivals.merge(event.eventId(), 1, Integer::sum);
      }
    }
    Set<String> refused =
        evidence.rejected().stream()
            .map(RejectedEvent::clientId)
            .filter(id -> id != null)
            .collect(Collectors.toSet());
    List<String> offenders = new ArrayList<>();
    sent.forEach(
        (id, fate) -> {
          int times = arrivals.getOrDefault(id, 0);
          if (fate.accepted() ? times != 1 : times != 0 || !refused.contains(fate.clientId())) {
            offenders.add(
                "%s was %s and arrived %d times"
                    .formatted(
                        fate.clientId(),
                        fate.accepted() ? "accepted" : "refused (" + fate.reason() + ")",
                        times));
          }
        });
    long accepted = sent.values().stream().filter(Fate::accepted).count();
    return Check.of(
        "every event sent is resolved once, or refused",
        "%d sent = %d resolved + %d refused"
            .formatted(sent.size(), arrivals.size(), sent.size() - accepted),
        offenders);
  }

  /** What was collected more than once was counted as duplicate by the resolver, to the number. */
  static Check duplicatesAreCounted(Evidence evidence, OptionalLong counted) {
    Set<UUID> different = new HashSet<>();
    evidence.collected().forEach(event -> different.add(event.eventId()));
    long duplicates = evidence.collected().size() - different.size();
    String found =
        "%d collected - %d different = %d, counted %s"
            .formatted(
                evidence.collected().size(),
                different.size(),
                duplicates,
                counted.isPresent() ? counted.getAsLong() : "nothing");
    boolean holds = counted.isPresent() && counted.getAsLong() == duplicates;
    return Check.of(
        "the resolver counted every duplicate", found, holds ? List.of() : List.of(found));
  }

  /** No service had to give a record up. */
  static Check noDeadLetters(Evidence evidence) {
    return Check.of(
        "no service gave a record up",
        evidence.deadLetters() + " dead letters",
        evidence.deadLetters() == 0
            ? List.of()
            : List.of("see the topics of dead letters and rejected events"));
  }
}
