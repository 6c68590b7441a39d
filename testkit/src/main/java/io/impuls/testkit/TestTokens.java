package io.impuls.testkit;

import io.impuls.embedded.token.TokenIssuer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** Real bearer tokens for tests, all signed with one key pair of this JVM. */
public final class TestTokens {

  /**
   * Where the key pair is. A system property, because Quarkus loads this class more than once: the
   * token's side and the verifying side must agree all the same.
   */
  private static final String KEYS = "impuls.test.keys";

  private static final Duration TTL = Duration.ofHours(1);

  private TestTokens() {}

  /** Gives the issuer, for {@code impuls.auth.public-key} and for tokens out of the ordinary. */
  public static TokenIssuer issuer() {
    synchronized (OnePerJvm.LOCK) {
      String directory = System.getProperty(KEYS);
      if (directory == null) {
        directory = TemporaryDirectory.make("impuls-keys").toString();
        System.setProperty(KEYS, directory);
      }
      return TokenIssuer.in(Path.of(directory));
    }
  }

  /** Gives a token that may read. */
  public static String viewer(UUID workspace) {
    return token("test-viewer", workspace, "viewer");
  }

  /** Gives a token that may read and write definitions. */
  public static String marketer(UUID workspace) {
    return token("test-marketer", workspace, "marketer");
  }

  /** Gives a token that may do everything. */
  public static String operator(UUID workspace) {
    return token("test-operator", workspace, "operator");
  }

  /** Gives a token with any roles, also none or unknown ones. */
  public static String token(String subject, UUID workspace, String... roles) {
    return issuer().token(subject, workspace, Set.of(roles), TTL);
  }

  /** Gives a token that ran out a minute ago. */
  public static String expired(UUID workspace) {
    return issuer().token("test-late", workspace, Set.of("operator"), Duration.ofMinutes(-1));
  }
}
