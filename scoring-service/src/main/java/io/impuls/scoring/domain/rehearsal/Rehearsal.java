package io.impuls.scoring.domain.rehearsal;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.plan.ScoringPlanDefinition.State;
import io.impuls.rules.ledger.Match;
import io.impuls.scoring.domain.Bands;
import io.impuls.scoring.domain.Distribution;
import io.impuls.scoring.domain.Limits;
import io.impuls.scoring.domain.ScoringPlan;
import io.impuls.scoring.domain.rehearsal.RehearsalReport.BandMove;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Judges the same events by the version of a plan that is in force and by a draft, as if each had
 * been in force all the time, and counts what would be another. First every event is asked what to
 * keep of it; then each person is judged on what they did, in the total order of events. Points
 * given by hand are in neither. For one thread.
 */
public final class Rehearsal {

  /** People of whom the report tells what changes for them. */
  public static final int MOST_SHIFTS = 20;

  private record Way(String from, String to) {}

  private final RehearsedPlan current;
  private final RehearsedPlan draft;
  private final Instant from;
  private final Instant until;
  private final Map<Way, Long> ways = new HashMap<>();
  private final Distribution.Count before;
  private final Distribution.Count after;
  private final PurchaseFit.Count fit = new PurchaseFit.Count();
  private final PriorityQueue<ScoreShift> shifts =
      new PriorityQueue<>(ScoreShift.LARGEST_FIRST.reversed());
  private long people;

  /**
   * Begins.
   *
   * @param current the version in force; empty where none is, so that everybody has nothing before
   * @param draft what is tried
   * @param from what happened before it does not count; empty to count all
   * @param until what a rule waits for until later is not known yet
   * @param width thousandths of a point in a stretch of the distributions
   */
  public Rehearsal(
      Optional<ScoringPlan> current,
      ScoringPlan draft,
      Optional<Instant> from,
      Instant until,
      long width) {
    this.current = new RehearsedPlan(current.orElseGet(() -> nothing(draft.id())));
    this.draft = new RehearsedPlan(draft);
    this.from = from.orElse(Instant.MIN);
    this.until = until;
    this.before = new Distribution.Count(width);
    this.after = new Distribution.Count(width);
  }

  /** Whether something may be kept of events of a type; all others need no reading. */
  public boolean looksAt(String type) {
    return EventTypes.ORDER_PLACED.equals(type) || current.looksAt(type) || draft.looksAt(type);
  }

  /**
   * Gives what to keep of an event; none for nothing. Mostly it is one; matches that count at
   * another time than the event happened are kept apart, as people are judged in the order of time.
   */
  public List<Deed> deeds(Event event) {
    if (!event.counts() || event.occurredAt().isBefore(from)) {
      return List.of();
    }
    List<Match> now = current.matches(event);
    List<Match> then = draft.matches(event);
    Set<Instant> times = new TreeSet<>();
    now.forEach(match -> times.add(match.occurredAt()));
    then.forEach(match -> times.add(match.occurredAt()));
    Instant happened = event.occurredAt().truncatedTo(ChronoUnit.MILLIS);
    boolean order = EventTypes.ORDER_PLACED.equals(event.type());
    if (order) {
      times.add(happened);
    }
    UUID original = event.resolution().originalPerson();
    UUID named = event.resolution().namedPerson();
    return times.stream()
        .map(
            at ->
                new Deed(
                    event.eventId(),
                    at,
                    original,
                    named == null ? original : named,
                    order && at.equals(happened),
                    current.hits(now, at),
                    draft.hits(then, at)))
        .toList();
  }

  /** Begins a person, to be given to {@link #add} when everything they did was taken. */
  public PersonRehearsal person(UUID person) {
    return new PersonRehearsal(person, current, draft);
  }

  /** Counts a person. */
  public void add(PersonRehearsal person) {
    person.end(until);
    if (!person.tookPart()) {
      return;
    }
    people++;
    String now = person.current().score().band();
    String then = person.draft().score().band();
    ways.merge(new Way(now, then), 1L, Long::sum);
    before.add(person.current().score().score(), now);
    after.add(person.draft().score().score(), then);
    fit.add(person);
    if (person.current().score().score() != person.draft().score().score()) {
      shifts.add(ScoreShift.of(person));
      if (shifts.size() > MOST_SHIFTS) {
        shifts.remove();
      }
    }
  }

  /** Gives the report on everybody who was counted. */
  public RehearsalReport report() {
    List<BandMove> moves = new ArrayList<>();
    long stayed = 0;
    for (Map.Entry<Way, Long> way : ways.entrySet()) {
      if (Objects.equals(way.getKey().from(), way.getKey().to())) {
        stayed += way.getValue();
      } else {
        moves.add(new BandMove(way.getKey().from(), way.getKey().to(), way.getValue()));
      }
    }
    Comparator<String> names = Comparator.nullsLast(Comparator.naturalOrder());
    moves.sort(
        Comparator.comparingLong(BandMove::people)
            .reversed()
            .thenComparing(BandMove::from, names)
            .thenComparing(BandMove::to, names));
    return new RehearsalReport(
        people,
        moves,
        stayed,
        before.done(),
        after.done(),
        current.tallies(),
        draft.tallies(),
        shifts.stream().sorted(ScoreShift.LARGEST_FIRST).toList(),
        fit.done(),
        Stream.concat(current.leftOut().stream(), draft.leftOut().stream()).distinct().toList());
  }

  private static ScoringPlan nothing(String id) {
    return new ScoringPlan(id, 1, Instant.MIN, List.of(), Bands.NONE, Limits.NONE, State.ACTIVE);
  }
}
