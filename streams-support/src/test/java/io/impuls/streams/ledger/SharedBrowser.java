package io.impuls.streams.ledger;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Split;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A made-up workspace as the resolver would publish it: identifiers that are joined and parted, and
 * a browser on which several people log in, some of them late. It knows at the end who did what.
 */
final class SharedBrowser {

  static final UUID DEVICE = new UUID(0, 200);

  private static final int IDENTIFIERS = 5;
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final Duration SPAN = Duration.ofDays(5);
  private static final Instant FIRST_RECEIPT = START.plus(SPAN);

  private record Visit(Instant at, int identifier) {}

  private final Random random;
  private final int[] personOf = new int[IDENTIFIERS];

  /**
   * As before the last joining: a late login's split may name those, being on its way meanwhile.
   */
  private int[] formerly;

  private final boolean overtaken;
  private final TreeMap<Instant, Integer> logins = new TreeMap<>();
  private final Map<String, Visit> visits = new TreeMap<>();
  private final List<Event> published = new ArrayList<>();
  private boolean browsed;

  /**
   * Makes it up.
   *
   * @param overtaken whether splits may name persons as they were before they were joined
   */
  SharedBrowser(long seed, int steps, boolean overtaken) {
    this.overtaken = overtaken;
    random = new Random(seed);
    for (int i = 0; i < IDENTIFIERS; i++) {
      personOf[i] = i;
    }
    formerly = personOf.clone();
    for (int step = 0; step < steps; step++) {
      Instant received = FIRST_RECEIPT.plus(Duration.ofMinutes(step));
      Instant at = START.plusMillis(random.nextLong(SPAN.toMillis()));
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3 -> visit(random.nextInt(IDENTIFIERS), at, received);
        case 4, 5, 6 -> browse(at, received);
        case 7, 8 -> login(random.nextInt(IDENTIFIERS), at, received);
        case 9, 10 -> join(random.nextInt(IDENTIFIERS), random.nextInt(IDENTIFIERS), received);
        default -> part(random.nextInt(IDENTIFIERS), received);
      }
    }
  }

  /** Gives what was published, in its order. */
  List<Event> published() {
    return published;
  }

  /** Gives the persons that there may be. */
  static List<UUID> persons() {
    List<UUID> persons = new ArrayList<>(List.of(DEVICE));
    for (int i = 0; i < IDENTIFIERS; i++) {
      persons.add(person(i));
    }
    return persons;
  }

  /** Gives the times of everybody's visits, oldest first. */
  Map<UUID, List<Instant>> visits() {
    Map<UUID, List<Instant>> found = new TreeMap<>();
    visits
        .values()
        .forEach(
            visit ->
                found
                    .computeIfAbsent(
                        visit.identifier() < 0
                            ? owner(visit.at()).map(i -> person(personOf[i])).orElse(DEVICE)
                            : person(personOf[visit.identifier()]),
                        person -> new ArrayList<>())
                    .add(visit.at()));
    found.values().forEach(times -> times.sort(null));
    return found;
  }

  private static UUID person(int identifier) {
    return new UUID(0, 100 + identifier);
  }

  private void visit(int identifier, Instant at, Instant received) {
    UUID own = person(identifier);
    published(person(personOf[identifier]), own, own, at, received, identifier);
  }

  private void browse(Instant at, Instant received) {
    browsed = true;
    Optional<Integer> owner = owner(at);
    UUID named = owner.map(SharedBrowser::person).orElse(DEVICE);
    published(owner.map(i -> person(personOf[i])).orElse(DEVICE), DEVICE, named, at, received, -1);
  }

  private void published(
      UUID person, UUID original, UUID named, Instant at, Instant received, int identifier) {
    String id = "v" + visits.size();
    visits.put(id, new Visit(at, identifier));
    published.add(LedgerDriver.visited(person, original, named, at, received, id));
  }

  /** The last login at or before; before any, the first. */
  private Optional<Integer> owner(Instant at) {
    Map.Entry<Instant, Integer> login = logins.floorEntry(at);
    return Optional.ofNullable(login == null ? logins.firstEntry() : login)
        .map(Map.Entry::getValue);
  }

  private void login(int identifier, Instant at, Instant received) {
    visit(identifier, at, received);
    Optional<Integer> taken = owner(at);
    Instant since = logins.floorKey(at) == null ? null : at;
    Instant until = logins.higherKey(at);
    logins.put(at, identifier);
    UUID own = person(identifier);
    UUID into = person(personOf[identifier]);
    if (taken.isEmpty()) {
      if (browsed) {
        published.addAll(LedgerDriver.merged(new Merge(DEVICE, into, null, own), received));
      }
    } else if (taken.get() != identifier) {
      UUID from = person((overtaken ? formerly : personOf)[taken.get()]);
      Split split = new Split(from, into, DEVICE, since, until, own);
      published.addAll(LedgerDriver.parted(split, received));
    }
  }

  private void join(int one, int other, Instant received) {
    int into = Math.min(personOf[one], personOf[other]);
    int from = Math.max(personOf[one], personOf[other]);
    if (into != from) {
      formerly = personOf.clone();
      for (int i = 0; i < IDENTIFIERS; i++) {
        personOf[i] = personOf[i] == from ? into : personOf[i];
      }
      published.addAll(LedgerDriver.merged(new Merge(person(from), person(into)), received));
    }
  }

  private void part(int leaving, Instant received) {
    int before = personOf[leaving];
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < IDENTIFIERS; i++) {
      if (i != leaving && personOf[i] == before) {
        others.add(i);
      }
    }
    if (others.isEmpty()) {
      return;
    }
    formerly = personOf;
    if (before != leaving) {
      moved(leaving, before, leaving, received);
    } else {
      others.forEach(other -> moved(other, before, others.get(0), received));
    }
  }

  private void moved(int identifier, int from, int into, Instant received) {
    personOf[identifier] = into;
    Split split = new Split(person(from), person(into), person(identifier));
    published.addAll(LedgerDriver.parted(split, received));
  }
}
