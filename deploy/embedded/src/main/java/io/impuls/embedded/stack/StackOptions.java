package io.impuls.embedded.stack;

import io.impuls.embedded.ServerPorts;
import io.impuls.embedded.process.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a stack consists of.
 *
 * @param root the repository, whose built services run
 * @param directory where it keeps its data, logs and keys
 * @param serverPorts where the servers listen
 * @param services the instances of the services
 * @param environment further variables of every service; they win over the stack's own
 */
public record StackOptions(
    Path root,
    StackDirectory directory,
    ServerPorts serverPorts,
    List<ServiceInstance> services,
    Map<String, String> environment) {

  /** A hundred years: every recording there is. */
  private static final String EVER = "P36500D";

  private static final Map<String, String> AS_RECEIVED =
      Map.of(
          "IMPULS_TRACKING_COLLECTOR_AS_RECEIVED", "true",
          "IMPULS_SCORING_FIRST_VERSION_BACK", EVER,
          "IMPULS_SEGMENTATION_FIRST_VERSION_BACK", EVER);

  public StackOptions {
    root = root.toAbsolutePath().normalize();
    services = List.copyOf(services);
    environment = Map.copyOf(environment);
  }

  /**
   * Gives a developer's stack, on the ports that the documentation names.
   *
   * @param root the repository
   * @param home where it keeps everything
   * @param instances how many of a service; one of each that is not mentioned
   */
  public static StackOptions fixed(
      Path root, StackDirectory home, Map<ServiceKind, Integer> instances) {
    List<ServiceInstance> services = new ArrayList<>();
    for (ServiceKind kind : ServiceKind.values()) {
      for (int number = 1; number <= instances.getOrDefault(kind, 1); number++) {
        services.add(new ServiceInstance(kind, number, kind.port(number), kind.jar(root)));
      }
    }
    return new StackOptions(root, home, ServerPorts.FIXED, services, Map.of());
  }

  /**
   * Gives a stack that disturbs no other: everything under {@code home}, on ports that nobody uses.
   *
   * @param root the repository
   * @param home an empty directory, or that of an earlier run whose data goes on
   * @param instances how many of a service; one of each that is not mentioned, 0 for none
   */
  public static StackOptions free(Path root, Path home, Map<ServiceKind, Integer> instances) {
    List<ServiceInstance> services = new ArrayList<>();
    for (ServiceKind kind : ServiceKind.values()) {
      for (int number = 1; number <= instances.getOrDefault(kind, 1); number++) {
        services.add(new ServiceInstance(kind, number, Ports.free(), kind.jar(root)));
      }
    }
    return new StackOptions(root, new StackDirectory(home), ServerPorts.free(), services, Map.of());
  }

  /**
   * Gives the same stack for replays of old recordings: every event counts as received when it
   * happened, and plans and rules may be in force from long ago on.
   */
  public StackOptions asReceived() {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(AS_RECEIVED);
    return withEnvironment(all);
  }

  /** Whether it is a stack for replays of old recordings. */
  public boolean isAsReceived() {
    return environment.entrySet().containsAll(AS_RECEIVED.entrySet());
  }

  /** Gives the same stack with further variables for every service. */
  public StackOptions withEnvironment(Map<String, String> further) {
    return new StackOptions(root, directory, serverPorts, services, further);
  }

  /** Gives how many instances of each service there are. */
  public Map<ServiceKind, Integer> instances() {
    Map<ServiceKind, Integer> count = new EnumMap<>(ServiceKind.class);
    services.forEach(service -> count.merge(service.kind(), 1, Integer::sum));
    return count;
  }

  /** Gives the kinds of service that run. */
  public Set<ServiceKind> kinds() {
    return instances().keySet();
  }
}
