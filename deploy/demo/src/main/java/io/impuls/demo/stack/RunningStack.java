package io.impuls.demo.stack;

import io.impuls.demo.recording.RefusedException;
import io.impuls.demo.replay.Target;
import io.impuls.embedded.stack.DemoSources;
import io.impuls.embedded.token.TokenIssuer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;

/**
 * Where a running stack is, as it says itself in {@code run/stack.properties}.
 *
 * @param addresses everything that it says
 * @param since when it became ready
 */
public record RunningStack(Properties addresses, Instant since) {

  /** The tenant of the demo. */
  public static final UUID WORKSPACE = DemoSources.WORKSPACE;

  /** How late the tenant's events may arrive and still count. */
  public static final Duration HORIZON = Duration.ofDays(30);

  private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

  /** Gives the stack that a file describes. */
  public static RunningStack read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new RefusedException(
          "no stack runs here (" + file + " is missing): start one with ./dev up");
    }
    Properties addresses = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      addresses.load(in);
    }
    return new RunningStack(addresses, Files.getLastModifiedTime(file).toInstant());
  }

  /** Gives the brokers. */
  public String kafka() {
    return address("kafka.bootstrap.servers");
  }

  /** Gives the base address of the first instance of a service, such as {@code scoring}. */
  public URI service(String name) {
    return URI.create(address(name + ".url"));
  }

  /** Gives the base addresses of all instances of a service. */
  public List<URI> instances(String name) {
    return addresses.stringPropertyNames().stream()
        .filter(key -> key.matches(name + "\\.\\d+\\.url"))
        .sorted()
        .map(key -> URI.create(address(key)))
        .toList();
  }

  /** Gives the host and port at which mailboxes are read. */
  public String imap() {
    return address("imap");
  }

  /** Whether events count as received when they happened: a stack for old recordings. */
  public boolean asReceived() {
    return Boolean.parseBoolean(addresses.getProperty("as-received"));
  }

  /** Gives the directory that lives as long as the stack's data. */
  public Path data() {
    return Path.of(address("home")).resolve("data");
  }

  /** Gives where recordings are sent to, with the keys that the stack knows from the start. */
  public Target target() {
    return new Target(
        URI.create(address("collector.url")),
        WORKSPACE,
        new Target.Key(DemoSources.SITE_KEY, "site"),
        new Target.Key(DemoSources.SHOP_KEY, "shop"));
  }

  /** Gives a client that acts with all rights in the demo's workspace. */
  public ImpulsApi api() {
    TokenIssuer issuer = TokenIssuer.in(Path.of(address("keys")));
    Set<String> roles = Set.of("viewer", "marketer", "operator");
    return new ImpulsApi(
        new RenewedToken(() -> issuer.token("demo", WORKSPACE, roles, TOKEN_LIFE), TOKEN_LIFE));
  }

  private String address(String name) {
    String value = addresses.getProperty(name);
    if (value == null) {
      throw new RefusedException("the running stack has no " + name);
    }
    return value;
  }
}
