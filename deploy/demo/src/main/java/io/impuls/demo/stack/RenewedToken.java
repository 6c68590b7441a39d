package io.impuls.demo.stack;

import java.time.Duration;
import java.util.function.Supplier;

/** Gives the same token for half of its life, then a new one: signing one a request takes long. */
final class RenewedToken implements Supplier<String> {

  private final Supplier<String> issuer;
  private final long keptNanos;
  private String token;
  private long issuedAt;

  RenewedToken(Supplier<String> issuer, Duration life) {
    this.issuer = issuer;
    this.keptNanos = life.dividedBy(2).toNanos();
  }

  @Override
  public synchronized String get() {
    if (token == null || System.nanoTime() - issuedAt > keptNanos) {
      token = issuer.get();
      issuedAt = System.nanoTime();
    }
    return token;
  }
}
