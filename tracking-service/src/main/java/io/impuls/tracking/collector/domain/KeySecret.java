package io.impuls.tracking.collector.domain;

import io.impuls.contracts.event.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** What a sender shows to say which source it is. */
public final class KeySecret {

  /**
   * Begins every secret key, so that scanners of repositories and logs know one when they see it.
   */
  public static final String SECRET_PREFIX = "sk_";

  /** Begins every public key. */
  public static final String PUBLIC_PREFIX = "wk_";

  /** 256 bits: as many as its hash has, and nothing to guess. */
  private static final int SECRET_BYTES = 32;

  private KeySecret() {}

  /** Makes a key for senders of this kind; {@code random} must be fit for secrets. */
  public static String make(Source.Kind kind, RandomGenerator random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return (kind == Source.Kind.BACKEND ? SECRET_PREFIX : PUBLIC_PREFIX)
        + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Gives the SHA-256 of a key in hex, all that is kept of a secret one; null of null. */
  public static String hash(String key) {
    if (key == null) {
      return null;
    }
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
