package io.impuls.tracking.resolver.topology;

import static io.impuls.tracking.resolver.topology.ResolverDriver.login;
import static io.impuls.tracking.resolver.topology.ResolverDriver.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Identity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever follows merges and splits ends with the same persons and the same events of each,
 * whatever the order of arrival.
 */
class IdentityOrderTest {

  private static final int LOGS = 5;
  private static final int ORDERS = 2;

  @TempDir Path stateDir;

  @Test
  void anyOrderGivesTheSamePeople() {
    for (int seed = 0; seed < LOGS; seed++) {
      Random random = new Random(seed);
      List<Event> log = log(random);
      Map<UUID, Set<String>> inOrder = people(log, seed + "-0");
      for (int order = 1; order <= ORDERS; order++) {
        List<Event> shuffled = new ArrayList<>(log);
        Collections.shuffle(shuffled, random);
        assertThat(people(shuffled, seed + "-" + order))
            .as("seed %d order %d", seed, order)
            .isEqualTo(inOrder);
      }
    }
  }

  private Map<UUID, Set<String>> people(List<Event> log, String run) {
    try (ResolverDriver resolver = new ResolverDriver(stateDir.resolve(run))) {
      log.forEach(resolver::send);
      return new Follower().follow(resolver.published()).people();
    }
  }

  /** Two people and their names on two devices, in the order of time. */
  private static List<Event> log(Random random) {
    List<Event> log = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      Duration at = Duration.ofMinutes(i * 7L);
      String visitor = "device-" + random.nextInt(2);
      String id = "e" + i;
      if (random.nextInt(10) < 5) {
        log.add(view(id, visitor, at));
      } else {
        boolean onDevice = random.nextBoolean();
        String user = one(random, "anna", "ben", null);
        String email = one(random, "home@example.test", "work@example.test", null);
        String phone = one(random, "+48600000001", null, null);
        if (user == null && email == null && phone == null) {
          email = "home@example.test";
        }
        log.add(login(id, new Identity(onDevice ? visitor : null, null, user, email, phone), at));
      }
    }
    return log;
  }

  private static String one(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }
}
