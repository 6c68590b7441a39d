package io.impuls.contracts.message;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret that signs tokens, by HMAC-SHA256. */
public final class MessageKey {

  /** Characters of a secret, which should be random: 32 in base64 are 192 bits. */
  public static final int SHORTEST_SECRET = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,16}");

  private final String id;
  private final SecretKeySpec secret;
  private final UUID workspace;

  /**
   * Makes a key.
   *
   * @param id names it in tokens: 1 to 16 letters, digits, {@code _} or {@code -}
   * @param secret at least {@value #SHORTEST_SECRET} characters
   * @param workspace the only tenant it signs for; null for every tenant
   */
  public MessageKey(String id, String secret, UUID workspace) {
    if (!ID.matcher(id).matches()) {
      // not quoted: it may be the secret, at the wrong place
      throw new IllegalArgumentException("a key's id must be 1 to 16 letters, digits, _ or -");
    }
    if (Objects.requireNonNull(secret, "secret").length() < SHORTEST_SECRET) {
      throw new IllegalArgumentException(
          "the secret of key %s must have at least %d characters".formatted(id, SHORTEST_SECRET));
    }
    this.id = id;
    this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    this.workspace = workspace;
  }

  /** Reads a key as it stands in a setting: {@code id:secret} or {@code id:secret:workspace}. */
  public static MessageKey parse(String setting) {
    String[] parts = setting.strip().split(":", 3);
    if (parts.length < 2) {
      // the setting itself is not quoted: it may be a secret without an id
      throw new IllegalArgumentException("a message key is id:secret or id:secret:workspace");
    }
    return new MessageKey(parts[0], parts[1], parts.length == 2 ? null : UUID.fromString(parts[2]));
  }

  String id() {
    return id;
  }

  /** Gives the only workspace it signs for; null for every one. */
  UUID workspace() {
    return workspace;
  }

  boolean signsFor(UUID tenant) {
    return workspace == null || workspace.equals(tenant);
  }

  /** Gives the first {@code length} bytes of the signature over the first bytes of a text. */
  byte[] signature(byte[] text, int to, int length) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      mac.update(text, 0, to);
      byte[] signature = new byte[length];
      System.arraycopy(mac.doFinal(), 0, signature, 0, length);
      return signature;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** Names the key and hides the secret. */
  @Override
  public String toString() {
    return "MessageKey[" + id + "]";
  }
}
