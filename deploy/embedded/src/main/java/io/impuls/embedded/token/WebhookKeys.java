package io.impuls.embedded.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The key that seals the secrets of webhooks, made once for a directory, so that yesterday's
 * webhooks are told today.
 */
public final class WebhookKeys {

  private static final String FILE = "webhook-keys.txt";

  /** Bytes of a key of AES-256. */
  private static final int BYTES = 32;

  private WebhookKeys() {}

  /** Gives it as the services' settings have it; makes it where there is none. */
  public static String in(Path directory) {
    try {
      return OwnerOnlyFile.loadOrMake(directory.resolve(FILE), () -> "dev:" + key());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String key() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
