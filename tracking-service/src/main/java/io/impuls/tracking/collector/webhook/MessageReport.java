package io.impuls.tracking.collector.webhook;

import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.message.MessageToken;
import io.impuls.tracking.collector.domain.Address;
import io.impuls.tracking.collector.domain.DraftBuilder;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.Texts;
import io.impuls.tracking.collector.protocol.EventJudge.Payload;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A report while a provider's class fills it; the same form for all of them. */
final class MessageReport {

  /** What accepted messages are called that Impuls sent itself: it told so when it sent them. */
  private static final String ACCEPTED = "accepted";

  private static final Set<String> ADDRESSES = Set.of("ip", "ipaddress", "sourceip");

  private final String provider;
  private final DraftBuilder draft = new DraftBuilder();
  private final Map<String, Object> properties = new LinkedHashMap<>();
  private String type;
  private String email;
  private String phone;
  private Optional<MessageToken> token = Optional.empty();
  private String userAgent;
  private String address;

  /** Begins the report of a canonical type, or of {@code custom.…}. */
  MessageReport(String provider, String type) {
    this.provider = provider;
    this.type = type;
  }

  /** Sets the provider's own id: a repetition has the same. One that cannot be an id is none. */
  MessageReport id(String value) {
    boolean fit = value != null && value.length() <= Limits.ID_LENGTH && Texts.isClean(value);
    draft.id(fit ? value : null);
    return this;
  }

  /** Sets when it happened; null for the receipt. */
  MessageReport at(Instant value) {
    draft.timestamp(value);
    return this;
  }

  /** Sets the address of a mail. */
  MessageReport email(String value) {
    email = value;
    return property("address", value);
  }

  /** Sets the number of an SMS. */
  MessageReport phone(String value) {
    phone = value;
    return this;
  }

  /** Sets what the token says that travelled along. */
  MessageReport token(Optional<MessageToken> value) {
    token = value;
    return this;
  }

  /** Sets who opened or clicked, as far as the provider tells. */
  MessageReport client(String agent, String ip) {
    userAgent = agent;
    address = ip;
    return this;
  }

  /** Adds a property; none when the value is null. */
  MessageReport property(String name, Object value) {
    if (value != null) {
      properties.put(name, value);
    }
    return this;
  }

  /** Says whether a bounce is for good, and adds what was said. */
  MessageReport bounce(boolean hard, String reason) {
    return property("bounce", hard ? "hard" : "soft").property("reason", reason);
  }

  /** Says how the provider knows that no human did it; nothing for null. */
  MessageReport machine(String reason) {
    return reason == null ? this : property("machine", true).property("machineReason", reason);
  }

  /** Adds what the provider sent, with the addresses of clients cut short. */
  MessageReport keep(Map<String, Object> payload) {
    draft.context(Map.of("provider", provider, "payload", shortened(payload)));
    return this;
  }

  /** Gives the report. */
  Report.Told build(Payload payload) {
    boolean sms = type.startsWith("sms.");
    if (token.isPresent() && (type.equals(EventTypes.EMAIL_SENT))) {
      type = EventTypes.CUSTOM_PREFIX + "email." + ACCEPTED;
    } else if (token.isPresent() && type.equals(EventTypes.SMS_SENT)) {
      type = EventTypes.CUSTOM_PREFIX + "sms." + ACCEPTED;
    }
    token.ifPresent(
        ours -> {
          property("message", ours.message().toString());
          property("campaign", ours.campaign());
          draft.recipient(ours.person().toString());
        });
    if (token.isEmpty()) {
      // one name only: two would assert that both are the same person, which a report cannot
      draft.email(email).phone(phone);
    }
    consent(sms);
    return new Report.Told(
        draft.type(type).properties(properties).build(), userAgent, address, payload);
  }

  /** A complaint withdraws like unsubscribing does (semantics 3.27). */
  private void consent(boolean sms) {
    switch (type) {
      case EventTypes.EMAIL_UNSUBSCRIBED,
          EventTypes.EMAIL_COMPLAINED,
          EventTypes.SMS_UNSUBSCRIBED ->
          draft.consent(Map.of(sms ? "marketing_sms" : "marketing_email", false));
      default -> {
        // says nothing of consent
      }
    }
  }

  private static Object shortened(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(MessageReport::shortened).toList();
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach(
        (name, inner) -> {
          String key = (String) name;
          boolean client = ADDRESSES.contains(key.toLowerCase(java.util.Locale.ROOT));
          Object kept = client ? network(inner) : shortened(inner);
          if (kept != null) {
            copy.put(key, kept);
          }
        });
    return copy;
  }

  private static Object network(Object address) {
    return address instanceof String text ? Address.network(text) : null;
  }
}
