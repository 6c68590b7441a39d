package io.impuls.tracking.collector.webhook;

import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.protocol.EventJudge.Payload;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Amazon SES, whose events come through Amazon SNS: signed by RSA, of topics that are listed, and
 * with a certificate from the service itself. A new subscription is confirmed once.
 */
public final class AmazonSes implements Provider {

  /**
   * SNS repeats a delivery with its first stamp for an hour at most, by the longest policy that can
   * be set; and five minutes for the clocks.
   */
  public static final Duration USUAL_TOLERANCE = Duration.ofMinutes(65);

  private static final Logger LOG = LoggerFactory.getLogger(AmazonSes.class);

  /** What SES writes to a new topic, to see whether it may. */
  private static final String GREETING = "Successfully validated SNS topic";

  private final Set<String> topics;
  private final SnsSite site;
  private final SnsCertificates certificates;
  private final Stamps stamps;
  private final SesEvents events;
  private final UsedTokens confirmed;

  /**
   * Makes the provider.
   *
   * @param topics ARNs of the topics whose messages are taken
   * @param site where certificates come from and subscriptions are confirmed
   */
  public AmazonSes(Set<String> topics, SnsSite site, Stamps stamps, Recipients recipients) {
    if (topics.isEmpty()) {
      throw new IllegalArgumentException("Amazon SES needs the ARN of its topic");
    }
    this.topics = Set.copyOf(topics);
    this.site = site;
    this.certificates = new SnsCertificates(site);
    this.stamps = stamps;
    this.events = new SesEvents(name(), recipients);
    this.confirmed = new UsedTokens(stamps.tolerance().multipliedBy(2));
  }

  @Override
  public String name() {
    return "ses";
  }

  @Override
  public CompletionStage<Authenticity> verify(IntakeRequest request) {
    SnsMessage message;
    try {
      // the signature is inside, over values: so far only read, and nothing of it believed
      message = new SnsMessage(JsonBody.object(request.body()));
    } catch (RefusedException e) {
      return Provider.known(Authenticity.FORGED);
    }
    Optional<Instant> at = message.publishedAt();
    if (message.topic() == null
        || !topics.contains(message.topic())
        || message.certificate().isEmpty()
        || at.isEmpty()) {
      return Provider.known(Authenticity.FORGED);
    }
    if (!stamps.fresh(at.get(), request.receivedAt())) {
      return Provider.known(Authenticity.STALE);
    }
    return certificates
        .at(message.certificate().get(), request.receivedAt())
        .thenApply(
            certificate ->
                signed(message, certificate, request.receivedAt())
                    ? Authenticity.GENUINE
                    : Authenticity.FORGED)
        .thenCompose(authenticity -> confirm(authenticity, message, request))
        .exceptionally(
            error -> {
              LOG.warn("Amazon SNS could not be asked, topic={}", message.topic(), error);
              return Authenticity.UNDECIDED;
            });
  }

  private static boolean signed(SnsMessage message, X509Certificate certificate, Instant now) {
    String sent = message.text("Signature");
    Optional<String> algorithm = message.algorithm();
    if (sent == null || algorithm.isEmpty() || !SnsCertificates.isValid(certificate, now)) {
      return false;
    }
    try {
      Signature rsa = Signature.getInstance(algorithm.get());
      rsa.initVerify(certificate.getPublicKey());
      rsa.update(message.signedText());
      return rsa.verify(Base64.getDecoder().decode(sent));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // bytes that are no signature at all
      return false;
    }
  }

  /** Confirms a subscription, the first time that it is asked; played again, nothing is called. */
  private CompletionStage<Authenticity> confirm(
      Authenticity authenticity, SnsMessage message, IntakeRequest request) {
    if (authenticity != Authenticity.GENUINE || !SnsMessage.CONFIRMATION.equals(message.type())) {
      return Provider.known(authenticity);
    }
    String token = message.text("Token");
    if (message.confirmation().isEmpty() || token == null) {
      return Provider.known(Authenticity.FORGED);
    }
    if (confirmed.contains(token)) {
      return Provider.known(authenticity);
    }
    return site.get(message.confirmation().get())
        .thenApply(
            answer -> {
              confirmed.firstOrSame(token, new byte[0], request.receivedAt());
              LOG.info("confirmed the subscription, topic={}", message.topic());
              return authenticity;
            });
  }

  @Override
  public List<Report> read(IntakeRequest request) {
    Payload payload = Payload.whole(request.body());
    try {
      SnsMessage message = new SnsMessage(JsonBody.object(request.body()));
      String content = message.text("Message");
      if (!SnsMessage.NOTIFICATION.equals(message.type())
          || content != null && content.startsWith(GREETING)) {
        return List.of();
      }
      if (content == null) {
        return List.of(new Report.NotUnderstood("a notification without a message", payload));
      }
      return events.read(
          JsonBody.object(content.getBytes(StandardCharsets.UTF_8)),
          message.text("MessageId"),
          payload);
    } catch (RefusedException e) {
      return List.of(new Report.NotUnderstood(e.refusal().detail(), payload));
    }
  }
}
