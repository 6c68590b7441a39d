package io.impuls.tracking.collector.webhook;

import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.message.MessageToken;
import io.impuls.tracking.collector.protocol.EventJudge.Payload;
import io.impuls.tracking.collector.protocol.Facts;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Amazon SES tells of a mail: one report for each address that it tells it of. */
final class SesEvents {

  private final String provider;
  private final Recipients recipients;

  SesEvents(String provider, Recipients recipients) {
    this.provider = provider;
    this.recipients = recipients;
  }

  /**
   * Reads a message.
   *
   * @param id of the notification: a repetition has the same
   */
  List<Report> read(Facts message, String id, Payload payload) {
    // "notificationType" where a topic is set at the identity, "eventType" by a configuration set
    String kind = message.text("eventType", "notificationType");
    Optional<Told> told = kind == null ? Optional.empty() : understood(kind, message);
    if (told.isEmpty()) {
      return List.of(new Report.NotUnderstood("Amazon SES has no such event", payload));
    }
    List<String> addresses = told.get().addresses();
    if (addresses.isEmpty()) {
      addresses = texts(message.facts("mail").values().get("destination"));
    }
    List<Report> reports = new ArrayList<>(addresses.size());
    for (int i = 0; i < addresses.size(); i++) {
      Payload one =
          addresses.size() == 1
              ? payload
              : new Payload(payload.bytes(), payload.from(), payload.length(), i);
      reports.add(report(told.get(), message, id + "|" + i, addresses.get(i), one));
    }
    return reports.isEmpty()
        ? List.of(new Report.NotUnderstood("no address that it is about", payload))
        : reports;
  }

  /**
   * What one kind of event says.
   *
   * @param type our type
   * @param details the object with its facts
   * @param addresses whom it is about; empty for all that the mail was sent to
   */
  private record Told(String type, Facts details, List<String> addresses) {}

  private static Optional<Told> understood(String kind, Facts message) {
    return Optional.ofNullable(
        switch (kind) {
          case "Send" -> told(EventTypes.EMAIL_SENT, message.facts("send"));
          case "Delivery" -> {
            Facts delivery = message.facts("delivery");
            yield new Told(
                EventTypes.EMAIL_DELIVERED, delivery, texts(delivery.values().get("recipients")));
          }
          case "Open" -> told(EventTypes.EMAIL_OPENED, message.facts("open"));
          case "Click" -> told(EventTypes.EMAIL_CLICKED, message.facts("click"));
          case "Bounce" -> told(EventTypes.EMAIL_BOUNCED, message.facts("bounce"), "bounced");
          case "Complaint" ->
              told(EventTypes.EMAIL_COMPLAINED, message.facts("complaint"), "complained");
          case "Subscription" -> subscription(message.facts("subscription"));
          case "DeliveryDelay" ->
              told("custom.email.deferred", message.facts("deliveryDelay"), "delayed");
          case "Reject" -> told("custom.email.dropped", message.facts("reject"));
          case "Rendering Failure", "RenderingFailure" ->
              told("custom.email.dropped", message.facts("failure"));
          default -> null;
        });
  }

  private static Told told(String type, Facts details) {
    return new Told(type, details, List.of());
  }

  private static Told told(String type, Facts details, String whose) {
    return new Told(
        type,
        details,
        details.list(whose + "Recipients").stream()
            .map(recipient -> recipient.text("emailAddress"))
            .filter(java.util.Objects::nonNull)
            .toList());
  }

  private static Told subscription(Facts change) {
    boolean none = "true".equals(change.facts("newTopicPreferences").text("unsubscribeAll"));
    return told(none ? EventTypes.EMAIL_UNSUBSCRIBED : "custom.email.subscription", change);
  }

  private Report report(Told told, Facts message, String id, String address, Payload payload) {
    Facts details = told.details();
    Facts mail = message.facts("mail");
    MessageReport report =
        new MessageReport(provider, told.type())
            .id(id)
            .at(time(details.text("timestamp")))
            .email(address)
            .client(details.text("userAgent"), details.text("ipAddress"))
            .property("message", mail.text("messageId"))
            .property("campaign", tag(mail, "campaign"))
            .property("url", details.text("link"))
            .token(token(mail))
            .keep(message.values());
    if (told.type().equals(EventTypes.EMAIL_BOUNCED)) {
      report.bounce(
          "Permanent".equals(details.text("bounceType")),
          details.list("bouncedRecipients").stream()
              .filter(recipient -> address.equals(recipient.text("emailAddress")))
              .map(recipient -> recipient.text("diagnosticCode", "status"))
              .filter(java.util.Objects::nonNull)
              .findFirst()
              .orElse(details.text("bounceSubType")));
    }
    return report.build(payload);
  }

  private Optional<MessageToken> token(Facts mail) {
    return recipients.of(tag(mail, Recipients.FIELD));
  }

  /** Gives the value of a tag; SES gives each a list. */
  private static String tag(Facts mail, String name) {
    List<String> values = texts(mail.facts("tags").values().get(name));
    return values.isEmpty() ? null : values.get(0);
  }

  private static List<String> texts(Object list) {
    return list instanceof List<?> values
        ? values.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  private static Instant time(String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
