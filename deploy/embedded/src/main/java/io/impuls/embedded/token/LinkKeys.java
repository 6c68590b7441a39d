package io.impuls.embedded.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/**
 * The keys of links in messages, made once for a directory, so that the links of yesterday's mails
 * work today: one for every workspace, and one for a single workspace, whose tokens are short.
 */
public final class LinkKeys {

  private static final String FILE = "link-keys.txt";

  /** Bytes of a secret: as many as HMAC-SHA256 makes use of. */
  private static final int BYTES = 32;

  private LinkKeys() {}

  /** Gives them as the services' settings have them; makes them where there are none. */
  public static String in(Path directory, UUID workspace) {
    try {
      return OwnerOnlyFile.loadOrMake(
          directory.resolve(FILE),
          () -> "dev:%s,demo:%s:%s".formatted(secret(), secret(), workspace));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String secret() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
