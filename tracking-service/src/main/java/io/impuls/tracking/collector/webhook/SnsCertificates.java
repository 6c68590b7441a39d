package io.impuls.tracking.collector.webhook;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The certificates that Amazon SNS signs with, fetched once each from the service itself, which is
 * what vouches for them. Few are kept and few fetched at a time, whatever strangers ask for.
 */
final class SnsCertificates {

  /** A region has one at a time, and a second one while it changes. */
  private static final int MOST = 16;

  private static final int MOST_AT_A_TIME = 4;

  private final SnsSite site;
  private final Map<URI, CompletableFuture<X509Certificate>> known =
      new LinkedHashMap<>(MOST, 0.75f, true);

  SnsCertificates(SnsSite site) {
    this.site = site;
  }

  /** Gives the certificate at an address; the stage fails when it cannot be had now. */
  synchronized CompletionStage<X509Certificate> at(URI address, Instant now) {
    CompletableFuture<X509Certificate> found = known.get(address);
    if (found != null && !over(found, now)) {
      return found;
    }
    if (known.values().stream().filter(f -> !f.isDone()).count() >= MOST_AT_A_TIME) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("too many certificates are being fetched"));
    }
    CompletableFuture<X509Certificate> fetched =
        site.get(address).thenApply(SnsCertificates::certificate).toCompletableFuture();
    known.put(address, fetched);
    forgetOldest();
    return fetched;
  }

  /** What failed is tried again, and what has expired may have been replaced. */
  private static boolean over(CompletableFuture<X509Certificate> fetched, Instant now) {
    return fetched.isCompletedExceptionally() || fetched.isDone() && !isValid(fetched.join(), now);
  }

  static boolean isValid(X509Certificate certificate, Instant now) {
    try {
      certificate.checkValidity(Date.from(now));
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private void forgetOldest() {
    Iterator<CompletableFuture<X509Certificate>> oldest = known.values().iterator();
    while (known.size() > MOST && oldest.hasNext()) {
      oldest.next();
      oldest.remove();
    }
  }

  private static X509Certificate certificate(byte[] pem) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem));
    } catch (GeneralSecurityException e) {
      throw new CompletionException(e);
    }
  }
}
