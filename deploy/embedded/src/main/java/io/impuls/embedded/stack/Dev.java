package io.impuls.embedded.stack;

import io.impuls.embedded.Directories;
import io.impuls.embedded.ServerKind;
import io.impuls.embedded.ServerPorts;
import io.impuls.embedded.Servers;
import io.impuls.embedded.process.ChildFailed;
import io.impuls.embedded.token.TokenIssuer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** The commands of {@code ./dev} that need Java; {@code ./dev help} describes them. */
public final class Dev {

  private static final Duration TOKEN_TTL = Duration.ofHours(12);
  private static final Set<String> ROLES = Set.of("viewer", "marketer", "operator");

  /** Set when a signal ends us: what fails from then on is no news. */
  private static volatile boolean ending;

  private final Path root;
  private final StackDirectory home;
  private final PrintStream out;

  private Dev(Path root, StackDirectory home, PrintStream out) {
    this.root = root;
    this.home = home;
    this.out = out;
  }

  /**
   * Takes the repository, the stack's directory, a command and its arguments; exits with 1 when it
   * fails.
   */
  public static void main(String[] args) {
    QuietLogs.set();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ending = true));
    Deque<String> words = new ArrayDeque<>(Arrays.asList(args));
    Dev dev = new Dev(Path.of(words.pop()), new StackDirectory(Path.of(words.pop())), System.out);
    int status;
    try {
      status = dev.run(words.pop(), words);
    } catch (ChildFailed e) {
      if (!ending) {
        System.err.println("dev: " + e.getMessage());
      }
      status = 1;
    } catch (IOException e) {
      System.err.println("dev: " + e);
      status = 1;
    }
    System.exit(status);
  }

  private int run(String command, Deque<String> words) throws IOException {
    return switch (command) {
      case "up" -> up(words);
      case "servers" -> servers(Path.of(words.pop()));
      case "token" -> token(words);
      case "kill", "stop", "start", "ping" -> control(command, words);
      default -> throw new ChildFailed("unknown command " + command);
    };
  }

  /** {@code up [--as-received] [--instances service=n]...} */
  private int up(Deque<String> words) {
    ParentWatch.start();
    Map<ServiceKind, Integer> instances = new EnumMap<>(ServiceKind.class);
    boolean asReceived = false;
    while (!words.isEmpty()) {
      String option = words.pop();
      if (option.equals("--as-received")) {
        asReceived = true;
      } else if (option.equals("--instances") && !words.isEmpty()) {
        addInstances(words.pop(), instances);
      } else {
        throw new ChildFailed("up takes --instances SERVICE=N and --as-received, not " + option);
      }
    }
    StackOptions fixed = StackOptions.fixed(root, home, instances);
    StackOptions options = asReceived ? fixed.asReceived() : fixed;
    try (Stack stack = new Stack(options, this::say)) {
      stack.start();
      out.print(StackTable.of(options, stack.serverAddresses()));
      out.flush();
      String reason = stack.gaveUp().join();
      System.err.println("dev: stopping everything: " + reason);
    }
    return 1;
  }

  private static void addInstances(String text, Map<ServiceKind, Integer> instances) {
    String[] parts = text.split("=");
    try {
      int count = Integer.parseInt(parts[1]);
      if (count < 1 || count > 9) {
        throw new ChildFailed("one to nine instances of a service can run, not " + count);
      }
      instances.put(ServiceKind.valueOf(parts[0].toUpperCase(Locale.ROOT)), count);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new ChildFailed("--instances takes SERVICE=N such as scoring=2, not " + text, e);
    }
  }

  /** {@code servers FILE}: runs the servers alone until it is ended; the file says where. */
  private int servers(Path file) throws IOException {
    ParentWatch.start();
    Path home = Files.createTempDirectory("impuls-check");
    Servers servers =
        new Servers(
            EnumSet.allOf(ServerKind.class),
            home.resolve("data"),
            home.resolve("logs"),
            ServerPorts.free());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  servers.kill();
                  Directories.discard(home);
                }));
    servers.start(this::say);
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    servers.addresses().write(beside);
    Files.move(beside, file);
    waitForever();
    return 0;
  }

  /** {@code token [--role ROLE] [--workspace UUID] [--subject NAME]} */
  private int token(Deque<String> words) {
    String role = "viewer";
    UUID workspace = DemoSources.WORKSPACE;
    String subject = "dev";
    while (!words.isEmpty()) {
      String option = words.pop();
      if (words.isEmpty()) {
        throw new ChildFailed(option + " needs a value");
      }
      String value = words.pop();
      switch (option) {
        case "--role" -> role = value;
        case "--workspace" -> workspace = uuid(value);
        case "--subject" -> subject = value;
        default -> throw new ChildFailed("token does not know " + option);
      }
    }
    if (!ROLES.contains(role)) {
      throw new ChildFailed("a role is viewer, marketer or operator, not " + role);
    }
    out.println(TokenIssuer.in(home.keys()).token(subject, workspace, Set.of(role), TOKEN_TTL));
    return 0;
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new ChildFailed("a workspace is a UUID, not " + text, e);
    }
  }

  private int control(String command, Deque<String> words) {
    String answer;
    try {
      answer =
          ControlChannel.call(home.control(), (command + " " + String.join(" ", words)).strip());
    } catch (IOException e) {
      throw new ChildFailed("no stack runs here: start one with ./dev up", e);
    }
    if (answer.startsWith("failed ")) {
      throw new ChildFailed(answer.substring("failed ".length()));
    }
    if (!command.equals("ping")) {
      out.println(answer.substring("ok ".length()));
    }
    return 0;
  }

  private static void waitForever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void say(String message) {
    out.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + "  " + message);
    out.flush();
  }
}
