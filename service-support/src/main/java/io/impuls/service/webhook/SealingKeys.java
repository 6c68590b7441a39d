package io.impuls.service.webhook;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the secrets of webhooks, so that whoever reads the topic cannot sign in our name, by
 * AES-256-GCM. To rotate, put a new key first: it seals from then on, and the old ones open what
 * they sealed. A key that is taken out stops the webhooks whose secrets it sealed.
 */
public final class SealingKeys {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,16}");

  /** Bytes of a key. */
  private static final int KEY = 32;

  /** Bytes of an initialisation vector, as GCM is made for; bits of its tag. */
  private static final int VECTOR = 12;

  private static final int TAG_BITS = 128;

  private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
  private final SecureRandom random = new SecureRandom();

  /**
   * Reads a ring of keys from settings, each {@code id:base64 of 32 random bytes}.
   *
   * @throws IllegalArgumentException when one is no key, or two have one id
   */
  public SealingKeys(List<String> settings) {
    for (String setting : settings) {
      String[] parts = setting.strip().split(":", 2);
      // neither part is quoted: it may be a secret at the wrong place
      if (parts.length != 2 || !ID.matcher(parts[0]).matches()) {
        throw new IllegalArgumentException(
            "a key for the secrets of webhooks is id:base64, with an id of 1 to 16 letters, digits,"
                + " _ or -");
      }
      if (keys.put(parts[0], new SecretKeySpec(bytes(parts[0], parts[1]), "AES")) != null) {
        throw new IllegalArgumentException(
            "two keys for the secrets of webhooks are called " + parts[0]);
      }
    }
  }

  private static byte[] bytes(String id, String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      bytes = new byte[0];
    }
    if (bytes.length != KEY) {
      throw new IllegalArgumentException(
          "key %s for the secrets of webhooks must be %d bytes in base64: openssl rand -base64 %d"
              .formatted(id, KEY, KEY));
    }
    return bytes;
  }

  /** Whether there is any key. */
  boolean any() {
    return !keys.isEmpty();
  }

  /**
   * Gives a secret sealed by the first key.
   *
   * @param owner whose secret it is: it opens for nobody else
   */
  String seal(SigningSecret secret, String owner) {
    Map.Entry<String, SecretKeySpec> first = keys.entrySet().iterator().next();
    byte[] vector = new byte[VECTOR];
    random.nextBytes(vector);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, first.getValue(), vector, owner)
              .doFinal(secret.text().getBytes(StandardCharsets.UTF_8));
      byte[] all = ByteBuffer.allocate(VECTOR + sealed.length).put(vector).put(sealed).array();
      return first.getKey() + ":" + Base64.getEncoder().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  /** Gives the secret that was sealed for an owner; empty when no key of ours opens it. */
  Optional<SigningSecret> open(String sealed, String owner) {
    String[] parts = sealed.split(":", 2);
    SecretKeySpec key = keys.get(parts[0]);
    if (key == null || parts.length != 2) {
      return Optional.empty();
    }
    try {
      byte[] all = Base64.getDecoder().decode(parts[1]);
      byte[] vector = Arrays.copyOf(all, VECTOR);
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, key, vector, owner)
              .doFinal(all, VECTOR, Math.max(0, all.length - VECTOR));
      return Optional.of(SigningSecret.parse(new String(text, StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Cipher cipher(int mode, SecretKeySpec key, byte[] vector, String owner)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, vector, 0, VECTOR));
    cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
