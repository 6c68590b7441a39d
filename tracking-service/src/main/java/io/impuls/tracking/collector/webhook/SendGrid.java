package io.impuls.tracking.collector.webhook;

import io.impuls.contracts.event.EventTypes;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.protocol.EventJudge.Payload;
import io.impuls.tracking.collector.protocol.Facts;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** SendGrid's event webhook: a list of events, signed by ECDSA over its bytes as they came. */
public final class SendGrid implements Provider {

  private static final String SIGNATURE = "X-Twilio-Email-Event-Webhook-Signature";
  private static final String TIMESTAMP = "X-Twilio-Email-Event-Webhook-Timestamp";

  private final List<PublicKey> keys;
  private final Stamps stamps;
  private final Recipients recipients;

  /**
   * Makes the provider.
   *
   * @param keys verification keys as the console shows them: base64 of an SPKI
   */
  public SendGrid(List<String> keys, Stamps stamps, Recipients recipients) {
    this.keys = keys.stream().map(SendGrid::key).toList();
    this.stamps = stamps;
    this.recipients = recipients;
  }

  @Override
  public String name() {
    return "sendgrid";
  }

  @Override
  public CompletionStage<Authenticity> verify(IntakeRequest request) {
    String stamp = request.header(TIMESTAMP);
    String signature = request.header(SIGNATURE);
    if (stamp == null || signature == null || !signed(stamp, request.body(), signature)) {
      return Provider.known(Authenticity.FORGED);
    }
    Instant at = Stamps.seconds(stamp);
    return Provider.known(
        at != null && stamps.fresh(at, request.receivedAt())
            ? Authenticity.GENUINE
            : Authenticity.STALE);
  }

  @Override
  public List<Report> read(IntakeRequest request) {
    return JsonBody.reports(request.body(), this::report);
  }

  private Report report(Facts event, Payload payload) {
    String name = event.text("event");
    String type = type(name);
    if (type == null) {
      return new Report.NotUnderstood("SendGrid has no such event", payload);
    }
    String status = event.text("status");
    MessageReport report =
        new MessageReport(name(), type)
            .id(event.id("sg_event_id"))
            .at(Stamps.seconds(event.text("timestamp")))
            .email(event.text("email"))
            .client(event.text("useragent"), event.text("ip"))
            .property("message", event.text("sg_message_id"))
            .property("campaign", category(event))
            .property("url", event.text("url"))
            .token(recipients.of(event.text(Recipients.FIELD)))
            .keep(event.values());
    if (type.equals(EventTypes.EMAIL_BOUNCED)) {
      boolean soft =
          "blocked".equals(event.text("type")) || status != null && status.startsWith("4");
      report.bounce(!soft, event.text("reason"));
    }
    if ("true".equals(event.text("sg_machine_open"))) {
      report.machine("sg_machine_open");
    }
    return report.build(payload);
  }

  private static String type(String event) {
    return event == null
        ? null
        : switch (event) {
          case "processed" -> EventTypes.EMAIL_SENT;
          case "delivered" -> EventTypes.EMAIL_DELIVERED;
          case "open" -> EventTypes.EMAIL_OPENED;
          case "click" -> EventTypes.EMAIL_CLICKED;
          case "bounce" -> EventTypes.EMAIL_BOUNCED;
          case "spamreport" -> EventTypes.EMAIL_COMPLAINED;
          case "unsubscribe", "group_unsubscribe" -> EventTypes.EMAIL_UNSUBSCRIBED;
          case "deferred" -> "custom.email.deferred";
          case "dropped" -> "custom.email.dropped";
          // by itself it gives no consent back: that takes the person, by words that we know
          case "group_resubscribe" -> "custom.email.resubscribed";
          default -> null;
        };
  }

  /** A text, or a list of them, of which the first. */
  private static String category(Facts event) {
    return event.values().get("category") instanceof List<?> several && !several.isEmpty()
        ? several.get(0).toString()
        : event.text("category");
  }

  private boolean signed(String stamp, byte[] body, String signature) {
    byte[] der;
    try {
      der = Base64.getDecoder().decode(signature.strip());
    } catch (IllegalArgumentException e) {
      return false;
    }
    return keys.stream().anyMatch(key -> signed(key, stamp, body, der));
  }

  private static boolean signed(PublicKey key, String stamp, byte[] body, byte[] der) {
    try {
      Signature ecdsa = Signature.getInstance("SHA256withECDSA");
      ecdsa.initVerify(key);
      ecdsa.update(stamp.getBytes(StandardCharsets.UTF_8));
      ecdsa.update(body);
      return ecdsa.verify(der);
    } catch (GeneralSecurityException e) {
      // bytes that are no signature at all
      return false;
    }
  }

  private static PublicKey key(String spki) {
    try {
      return KeyFactory.getInstance("EC")
          .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(spki.strip())));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "SendGrid's verification key must be the base64 text that its console shows", e);
    }
  }
}
