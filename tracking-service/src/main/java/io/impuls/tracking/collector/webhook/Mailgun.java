package io.impuls.tracking.collector.webhook;

import io.impuls.contracts.event.EventTypes;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.protocol.EventJudge.Payload;
import io.impuls.tracking.collector.protocol.Facts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Mailgun's webhook: one event, signed by HMAC over a time and a token. The signature does not
 * cover the event, so each token goes with one body only.
 */
public final class Mailgun implements Provider {

  private static final String HMAC = "HmacSHA256";

  /** Characters of a token, with room: 50 are sent. */
  private static final int LONGEST_TOKEN = 100;

  private final Secrets keys;
  private final Stamps stamps;
  private final Recipients recipients;
  private final UsedTokens used;

  /**
   * Makes the provider.
   *
   * @param keys the account's webhook signing key
   */
  public Mailgun(List<String> keys, Stamps stamps, Recipients recipients) {
    this.keys = new Secrets(keys);
    this.stamps = stamps;
    this.recipients = recipients;
    this.used = new UsedTokens(stamps.tolerance().multipliedBy(2));
  }

  @Override
  public String name() {
    return "mailgun";
  }

  @Override
  public CompletionStage<Authenticity> verify(IntakeRequest request) {
    Facts signature;
    try {
      // the signature is inside: so far only read, and nothing of it believed
      signature = JsonBody.object(request.body()).facts("signature");
    } catch (RefusedException e) {
      return Provider.known(Authenticity.FORGED);
    }
    String stamp = signature.text("timestamp");
    String token = signature.text("token");
    String sent = signature.text("signature");
    if (stamp == null
        || token == null
        || token.length() > LONGEST_TOKEN
        || !signed(stamp, token, sent)) {
      return Provider.known(Authenticity.FORGED);
    }
    Instant at = Stamps.seconds(stamp);
    if (at == null || !stamps.fresh(at, request.receivedAt())) {
      return Provider.known(Authenticity.STALE);
    }
    return Provider.known(used.firstOrSame(token, request.body(), request.receivedAt()));
  }

  @Override
  public List<Report> read(IntakeRequest request) {
    return JsonBody.reports(request.body(), (body, payload) -> report(body, payload));
  }

  private Report report(Facts body, Payload payload) {
    Facts event = body.facts("event-data");
    String type = type(event.text("event"));
    if (type == null) {
      return new Report.NotUnderstood("Mailgun has no such event", payload);
    }
    Facts client = event.facts("client-info");
    Facts status = event.facts("delivery-status");
    String bot = client.text("bot");
    MessageReport report =
        new MessageReport(name(), type)
            .id(event.id("id"))
            .at(Stamps.seconds(event.text("timestamp")))
            .email(event.text("recipient"))
            .client(client.text("user-agent"), event.text("ip"))
            .property("message", event.facts("message").facts("headers").text("message-id"))
            .property("campaign", tag(event))
            .property("url", event.text("url"))
            .token(recipients.of(event.facts("user-variables").text(Recipients.FIELD)))
            .machine(bot == null ? null : "bot: " + bot)
            .keep(event.values());
    if (type.equals(EventTypes.EMAIL_BOUNCED)) {
      String said = status.text("message", "description");
      report.bounce(
          "permanent".equals(event.text("severity")), said == null ? event.text("reason") : said);
    }
    return report.build(payload);
  }

  private static String type(String event) {
    return event == null
        ? null
        : switch (event) {
          case "accepted" -> EventTypes.EMAIL_SENT;
          case "delivered" -> EventTypes.EMAIL_DELIVERED;
          case "failed" -> EventTypes.EMAIL_BOUNCED;
          case "opened" -> EventTypes.EMAIL_OPENED;
          case "clicked" -> EventTypes.EMAIL_CLICKED;
          case "complained" -> EventTypes.EMAIL_COMPLAINED;
          case "unsubscribed" -> EventTypes.EMAIL_UNSUBSCRIBED;
          case "rejected" -> "custom.email.dropped";
          default -> null;
        };
  }

  private static String tag(Facts event) {
    return event.values().get("tags") instanceof List<?> tags && !tags.isEmpty()
        ? tags.get(0).toString()
        : null;
  }

  private boolean signed(String stamp, String token, String hex) {
    if (hex == null) {
      return false;
    }
    try {
      byte[] text = (stamp + token).getBytes(StandardCharsets.UTF_8);
      return keys.signed(HMAC, text, HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
