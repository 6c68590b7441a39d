package io.impuls.demo.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The machines among the visitors, set apart from the people.
 *
 * @param visitors how many
 * @param events what they did
 * @param busiest those who did most, with the number of their events
 */
public record Robots(int visitors, long events, List<Robot> busiest) {

  private static final int SHOWN = 5;

  /**
   * One machine.
   *
   * @param name its smallest identifier
   * @param events what it did
   */
  public record Robot(String name, long events) {}

  /** Sets the machines apart. */
  static Robots among(People people) {
    Map<UUID, Long> machines = people.machines();
    return new Robots(
        machines.size(),
        machines.values().stream().mapToLong(Long::longValue).sum(),
        machines.entrySet().stream()
            .map(machine -> new Robot(people.name(machine.getKey()), machine.getValue()))
            .sorted(Comparator.comparingLong(Robot::events).reversed().thenComparing(Robot::name))
            .limit(SHOWN)
            .toList());
  }
}
