package io.impuls.embedded.stack;

import io.impuls.embedded.EmbeddedServer;
import io.impuls.embedded.ServerAddresses;
import io.impuls.embedded.ServerKind;
import io.impuls.embedded.Servers;
import io.impuls.embedded.postgres.Databases;
import io.impuls.embedded.process.Child;
import io.impuls.embedded.process.ChildFailed;
import io.impuls.embedded.token.LinkKeys;
import io.impuls.embedded.token.TokenIssuer;
import io.impuls.embedded.token.WebhookKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The whole of Impuls on this machine: four servers and the services, supervised. A system test
 * starts one beside any other:
 *
 * <pre>{@code
 * try (Stack stack = new Stack(StackOptions.free(repository, home, Map.of()), System.out::println)) {
 *   stack.start();
 *   stack.kill("scoring-1");
 *   stack.awaitReady(Duration.ofMinutes(1));
 * }
 * }</pre>
 */
public final class Stack implements AutoCloseable {

  /** How long the services may take to become ready, all of them side by side on two cores. */
  private static final Duration READY_LIMIT = Duration.ofMinutes(8);

  /** How long services may take to end in order. */
  private static final Duration SERVICE_GRACE = Duration.ofSeconds(25);

  /** How long the whole may take to end; the servers get what the services left. */
  private static final Duration WHOLE_GRACE = Duration.ofSeconds(29);

  private static final Duration SERVER_GRACE = Duration.ofSeconds(4);
  private static final Duration POLL = Duration.ofMillis(500);

  private final StackOptions options;
  private final Consumer<String> out;
  private final TokenIssuer tokens;
  private final Supervisor supervisor;
  private final LivenessWatch liveness;
  private final Servers servers;
  private final List<Child> services = new ArrayList<>();
  private final Thread hook = new Thread(this::close, "stop-stack");

  private StackLock lock;
  private ControlChannel control;
  private boolean closed;

  /**
   * Describes a stack; nothing is started yet.
   *
   * @param options what it consists of
   * @param out is told what happens, in words
   */
  public Stack(StackOptions options, Consumer<String> out) {
    this.options = options;
    this.out = out;
    this.tokens = TokenIssuer.in(options.directory().keys());
    this.supervisor = new Supervisor(InstantSource.system(), out);
    this.liveness = new LivenessWatch(out);
    this.servers =
        new Servers(
            EnumSet.allOf(ServerKind.class),
            options.directory().data(),
            options.directory().logs(),
            options.serverPorts());
  }

  /**
   * Starts everything and returns when all of it is ready.
   *
   * @throws ChildFailed when it does not come up; nothing is left running then
   */
  public void start() {
    try {
      lock = StackLock.take(options.directory().lock());
      new PortCheck(options).run();
      Runtime.getRuntime().addShutdownHook(hook);
      // before anything starts: whoever asks meanwhile learns that a stack is coming up
      Files.deleteIfExists(options.directory().addresses());
      control =
          ControlChannel.open(
              options.directory().control(), new StackCommands(supervisor, SERVICE_GRACE));
      startServers();
      startServices();
      awaitReady(READY_LIMIT);
      liveness.start();
      StackAddresses.write(addresses(), options.directory().addresses());
    } catch (IOException e) {
      close();
      throw new ChildFailed("the stack cannot be started: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void startServers() {
    out.accept("starting " + names(servers.all().stream().map(EmbeddedServer::name).toList()));
    servers.start(out);
    servers.all().forEach(server -> supervisor.adopt(server.child()));
    DemoSources.publish(servers.addresses().kafka());
    Databases databases = new Databases(servers.addresses().postgres());
    databases.create(ServiceKind.CONTACT.label());
    databases.create(ServiceKind.CAMPAIGN.label());
  }

  private void startServices() {
    ServiceEnvironment environment =
        new ServiceEnvironment(
            options,
            servers.addresses(),
            tokens.publicKey(),
            LinkKeys.in(options.directory().keys(), DemoSources.WORKSPACE),
            WebhookKeys.in(options.directory().keys()));
    out.accept("starting " + names(options.services().stream().map(ServiceInstance::id).toList()));
    for (ServiceInstance service : options.services()) {
      Child child = ServiceProcess.of(service, options.directory().logs(), environment.of(service));
      synchronized (this) {
        if (closed) {
          throw new ChildFailed("stopped while starting");
        }
        services.add(child);
        supervisor.start(child);
        liveness.add(child, () -> ServiceProcess.hopeless(service));
      }
    }
  }

  /**
   * Waits until every child that was not stopped on request does its work, also one that was just
   * killed and starts again.
   *
   * @throws ChildFailed when {@code limit} passes, or the supervisor gave up
   */
  public void awaitReady(Duration limit) {
    new ReadinessWait(supervisor, out).run(limit, POLL);
  }

  /** Completes with the reason when a child died too often; the caller then closes the stack. */
  public CompletableFuture<String> gaveUp() {
    return supervisor.gaveUp();
  }

  /** Kills a child, such as {@code scoring-1} or {@code kafka}, as an accident would. */
  public void kill(String name) {
    supervisor.kill(name);
  }

  /** Stops a child in order; it stays stopped until {@link #startAgain}. */
  public void stop(String name) {
    supervisor.stop(name, SERVICE_GRACE);
  }

  /** Starts a stopped child. */
  public void startAgain(String name) {
    supervisor.startAgain(name);
  }

  /** Gives where the servers are. */
  public ServerAddresses serverAddresses() {
    return servers.addresses();
  }

  /** Gives where everything is, with the names of {@code run/stack.properties}. */
  public Properties addresses() {
    return StackAddresses.of(options, servers.addresses());
  }

  /** Gives what signs the tokens that the services accept. */
  public TokenIssuer tokens() {
    return tokens;
  }

  /** Gives what it consists of. */
  public StackOptions options() {
    return options;
  }

  /** Stops everything, the services first: in order, or the hard way when that takes too long. */
  @Override
  public void close() {
    supervisor.close();
    liveness.close();
    List<Child> ending;
    synchronized (this) {
      if (closed || lock == null) {
        // without the lock this directory is another stack's
        return;
      }
      closed = true;
      ending = List.copyOf(services);
    }
    long begin = System.nanoTime();
    if (control != null) {
      control.close();
    }
    try {
      Files.deleteIfExists(options.directory().addresses());
    } catch (IOException e) {
      out.accept("cannot remove " + options.directory().addresses());
    }
    ending.forEach(Child::requestStop);
    for (Child service : ending) {
      service.stop(left(SERVICE_GRACE, begin));
    }
    Duration rest = left(WHOLE_GRACE, begin);
    servers.stop(rest.compareTo(SERVER_GRACE) < 0 ? SERVER_GRACE : rest);
    lock.close();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is ending: this is the hook
    }
  }

  private static Duration left(Duration whole, long begin) {
    Duration left = whole.minusNanos(System.nanoTime() - begin);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static String names(List<String> names) {
    return String.join(", ", names);
  }
}
