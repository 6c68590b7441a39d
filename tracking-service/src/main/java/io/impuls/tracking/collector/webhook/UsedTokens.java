package io.impuls.tracking.collector.webhook;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tokens that were seen lately, each with the body it came with. A repetition of the same request
 * is harmless, as its event has the same id, and needed when it could not be stored; the same token
 * under another body is somebody else's. Each instance remembers what it saw itself.
 */
final class UsedTokens {

  /** Tokens that are remembered at most: 10 MB. When more come, the oldest are forgotten. */
  private static final int MOST = 50_000;

  private final Duration memory;
  private final Map<String, Use> seen = new LinkedHashMap<>();

  private record Use(byte[] body, Instant at) {}

  UsedTokens(Duration memory) {
    this.memory = memory;
  }

  /** Tells a first use, or the same again, from a token that was taken from another request. */
  synchronized Authenticity firstOrSame(String token, byte[] body, Instant now) {
    forget(now);
    byte[] hash = hash(body);
    Use earlier = seen.putIfAbsent(token, new Use(hash, now));
    return earlier == null || MessageDigest.isEqual(earlier.body(), hash)
        ? Authenticity.GENUINE
        : Authenticity.FORGED;
  }

  /** Whether a token was seen. */
  synchronized boolean contains(String token) {
    return seen.containsKey(token);
  }

  private void forget(Instant now) {
    Iterator<Use> oldest = seen.values().iterator();
    while (oldest.hasNext()) {
      Use use = oldest.next();
      if (seen.size() < MOST && !use.at().plus(memory).isBefore(now)) {
        return;
      }
      oldest.remove();
    }
  }

  private static byte[] hash(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
