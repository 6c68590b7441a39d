package io.impuls.tracking.collector.webhook;

import io.impuls.contracts.event.EventTypes;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.protocol.EventJudge.Payload;
import io.impuls.tracking.collector.protocol.Facts;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Postmark's webhooks: one record, no signature. The address that Postmark calls holds a name and a
 * password, which come as basic authentication; so it must be called by HTTPS.
 */
public final class Postmark implements Provider {

  private static final String BASIC = "basic ";

  /** Bounce types after which the address is no good; all others may pass. */
  private static final Set<String> HARD =
      Set.of("HardBounce", "BadEmailAddress", "ManuallyDeactivated", "InboundError");

  private final Secrets credentials;
  private final Recipients recipients;

  /**
   * Makes the provider.
   *
   * @param credentials each {@code name:password}
   */
  public Postmark(List<String> credentials, Recipients recipients) {
    this.credentials = new Secrets(credentials);
    this.recipients = recipients;
  }

  @Override
  public String name() {
    return "postmark";
  }

  @Override
  public CompletionStage<Authenticity> verify(IntakeRequest request) {
    String header = request.header("authorization");
    if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return Provider.known(Authenticity.FORGED);
    }
    try {
      byte[] sent = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
      return Provider.known(credentials.contain(new String(sent, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      return Provider.known(Authenticity.FORGED);
    }
  }

  @Override
  public List<Report> read(IntakeRequest request) {
    return JsonBody.reports(request.body(), this::report);
  }

  private Report report(Facts sent, Payload payload) {
    String kind = sent.text("RecordType");
    String type = kind == null ? null : type(kind, sent);
    if (type == null) {
      return new Report.NotUnderstood("Postmark has no such record", payload);
    }
    String at = sent.text("DeliveredAt", "BouncedAt", "ReceivedAt", "ChangedAt");
    MessageReport report =
        new MessageReport(name(), type)
            .id(sent.text("MessageID") + "|" + kind + "|" + at)
            .at(time(at))
            .email(sent.text("Recipient", "Email"))
            .client(sent.text("UserAgent"), sent.facts("Geo").text("IP"))
            .property("message", sent.text("MessageID"))
            .property("campaign", sent.text("Tag"))
            .property("url", sent.text("OriginalLink"))
            .token(recipients.of(sent.facts("Metadata").text(Recipients.FIELD)))
            .keep(sent.values());
    if (type.equals(EventTypes.EMAIL_BOUNCED)) {
      report.bounce(
          HARD.contains(String.valueOf(sent.text("Type"))), sent.text("Details", "Description"));
    }
    return report.build(payload);
  }

  private static String type(String kind, Facts sent) {
    return switch (kind) {
      case "Delivery" -> EventTypes.EMAIL_DELIVERED;
      case "Open" -> EventTypes.EMAIL_OPENED;
      case "Click" -> EventTypes.EMAIL_CLICKED;
      case "SpamComplaint" -> EventTypes.EMAIL_COMPLAINED;
      case "Bounce" -> bounce(sent.text("Type"));
      case "SubscriptionChange" -> change(sent);
      default -> null;
    };
  }

  /** What Postmark counts as bounces without being one has types of its own. */
  private static String bounce(String type) {
    return type == null
        ? EventTypes.EMAIL_BOUNCED
        : switch (type) {
          case "SpamComplaint" -> EventTypes.EMAIL_COMPLAINED;
          case "Unsubscribe" -> EventTypes.EMAIL_UNSUBSCRIBED;
          case "Subscribe" -> "custom.email.resubscribed";
          case "AutoResponder", "AddressChange", "OpenRelayTest", "ChallengeVerification" ->
              "custom.email.answered";
          default -> EventTypes.EMAIL_BOUNCED;
        };
  }

  private static String change(Facts sent) {
    if (!"true".equals(sent.text("SuppressSending"))) {
      return "custom.email.resubscribed";
    }
    String reason = sent.text("SuppressionReason");
    return reason == null || reason.equals("ManualSuppression")
        ? EventTypes.EMAIL_UNSUBSCRIBED
        // told by a record of its own, too
        : "custom.email.suppressed";
  }

  private static Instant time(String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
