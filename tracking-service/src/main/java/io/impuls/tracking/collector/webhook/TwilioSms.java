package io.impuls.tracking.collector.webhook;

import io.impuls.contracts.event.EventTypes;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.domain.Reply;
import io.impuls.tracking.collector.protocol.EventJudge.Payload;
import io.impuls.tracking.collector.protocol.Facts;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/**
 * Twilio's status callbacks and inbound texts: a form, signed by HMAC over the address that Twilio
 * called and the fields. Behind proxies only the settings know that address.
 */
public final class TwilioSms implements Provider {

  private static final String SIGNATURE = "X-Twilio-Signature";
  private static final String BODY_HASH = "bodySHA256";
  private static final String HMAC = "HmacSHA1";

  /** Statuses that are yet to be invented are taken, too. */
  private static final Pattern STATUS = Pattern.compile("[a-z_-]{1,40}");

  private final Secrets tokens;
  private final String address;
  private final Recipients recipients;

  /**
   * Makes the provider.
   *
   * @param tokens the account's auth token
   * @param address of this webhook, as entered at Twilio; its query is taken from the request
   */
  public TwilioSms(List<String> tokens, URI address, Recipients recipients) {
    this.tokens = new Secrets(tokens);
    this.address = address.toString().split("\\?", 2)[0];
    this.recipients = recipients;
  }

  @Override
  public String name() {
    return "twilio";
  }

  @Override
  public CompletionStage<Authenticity> verify(IntakeRequest request) {
    String sent = request.header(SIGNATURE);
    if (sent == null) {
      return Provider.known(Authenticity.FORGED);
    }
    byte[] signature;
    try {
      signature = Base64.getDecoder().decode(sent.strip());
    } catch (IllegalArgumentException e) {
      return Provider.known(Authenticity.FORGED);
    }
    String called = request.query() == null ? address : address + "?" + request.query();
    String bodyHash = Form.of(request.query()).text(BODY_HASH);
    String text = bodyHash == null ? signedText(called, Form.of(request.body())) : called;
    return Provider.known(
        tokens.signed(HMAC, text.getBytes(StandardCharsets.UTF_8), signature)
            && (bodyHash == null || isHash(bodyHash, request.body())));
  }

  /** Gives what is signed: the address, and all fields by name, each name and value as they are. */
  static String signedText(String called, Form form) {
    StringBuilder text = new StringBuilder(called);
    form.fields().stream()
        .sorted(
            Map.Entry.<String, String>comparingByKey()
                .thenComparing(Map.Entry.comparingByValue(Comparator.naturalOrder())))
        .forEach(field -> text.append(field.getKey()).append(field.getValue()));
    return text.toString();
  }

  @Override
  public List<Report> read(IntakeRequest request) {
    Payload payload = Payload.whole(request.body());
    Form query = Form.of(request.query());
    Facts fields;
    if (query.text(BODY_HASH) == null) {
      fields = new Facts(Form.of(request.body()).without(""));
    } else {
      try {
        fields = JsonBody.object(request.body());
      } catch (RefusedException e) {
        return List.of(new Report.NotUnderstood(e.refusal().detail(), payload));
      }
    }
    return List.of(report(fields, query.text(Recipients.FIELD), payload));
  }

  @Override
  public String query(IntakeRequest request) {
    return Form.of(request.query()).only(Set.of(BODY_HASH, Recipients.FIELD)).encoded();
  }

  private Report report(Facts fields, String token, Payload payload) {
    String id = fields.text("MessageSid", "SmsSid", "SmsMessageSid");
    String status = fields.text("MessageStatus");
    if (status != null) {
      return id == null || !STATUS.matcher(status).matches()
          ? new Report.NotUnderstood("no MessageSid, or no status that Twilio has", payload)
          : status(fields, id, status, token, payload);
    }
    Object body = fields.values().get("Body");
    if (id == null || body == null || fields.text("From") == null) {
      return new Report.NotUnderstood("neither a status nor a text of somebody", payload);
    }
    return InboundSms.report(name(), body.toString(), optOut(fields.text("OptOutType")))
        .id(id)
        .phone(number(fields.text("From")))
        .property("message", id)
        .keep(fields.values())
        .build(payload);
  }

  private Report status(Facts fields, String id, String status, String token, Payload payload) {
    return new MessageReport(name(), type(status))
        // each status once: they repeat, and overtake each other
        .id(id + "|" + status)
        .phone(number(fields.text("To")))
        .property("message", id)
        .property("reason", fields.text("ErrorCode"))
        .token(recipients.of(token))
        .keep(fields.values())
        .build(payload);
  }

  private static String type(String status) {
    return switch (status) {
      case "sent" -> EventTypes.SMS_SENT;
      case "delivered" -> EventTypes.SMS_DELIVERED;
      case "undelivered", "failed" -> EventTypes.SMS_FAILED;
      default -> EventTypes.CUSTOM_PREFIX + "sms." + status;
    };
  }

  /** What Twilio itself took for a keyword; it has then answered already. */
  private static Optional<Keyword> optOut(String type) {
    return java.util.Arrays.stream(Keyword.values())
        .filter(keyword -> keyword.name().equals(type))
        .findFirst();
  }

  /** {@code whatsapp:+48…} is a number, too. */
  private static String number(String address) {
    return address == null ? null : address.substring(address.indexOf(':') + 1);
  }

  /** Twilio takes the body for what it answers to the person: nothing. */
  @Override
  public Reply thanks() {
    return Reply.text(200, "text/xml", "<Response/>");
  }

  private static boolean isHash(String hex, byte[] body) {
    try {
      return MessageDigest.isEqual(
          HexFormat.of().parseHex(hex), MessageDigest.getInstance("SHA-256").digest(body));
    } catch (IllegalArgumentException e) {
      return false;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
