package io.impuls.tracking.collector.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets that a provider shares with us: one, or an old and a new one while they are changed.
 *
 * @param values never blank
 */
record Secrets(List<String> values) {
  Secrets {
    values = List.copyOf(values);
    if (values.isEmpty() || values.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a webhook needs a secret");
    }
  }

  /** Whether one of them is what was sent, in the same time wherever it differs; null is not. */
  boolean contain(String sent) {
    return sent != null && anyIs(sent.getBytes(StandardCharsets.UTF_8), Secrets::bytes);
  }

  /** Whether the signature is by one of them over a text. */
  boolean signed(String algorithm, byte[] text, byte[] signature) {
    return anyIs(signature, secret -> hmac(algorithm, secret, text));
  }

  /** Gives the signature by a secret over a text. */
  static byte[] hmac(String algorithm, String secret, byte[] text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(bytes(secret), algorithm));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  /** Hides the secrets. */
  @Override
  public String toString() {
    return "Secrets[" + values.size() + "]";
  }

  private boolean anyIs(byte[] sent, java.util.function.Function<String, byte[]> expected) {
    boolean found = false;
    for (String secret : values) {
      found |= MessageDigest.isEqual(sent, expected.apply(secret));
    }
    return found;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
