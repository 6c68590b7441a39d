package io.impuls.tracking.collector.webhook;

import io.impuls.contracts.event.EventTypes;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.Reply;
import io.impuls.tracking.collector.protocol.EventJudge.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * SMSAPI.pl: delivery reports by GET, many at once as lists with commas, and inbound texts by POST.
 * Nothing is signed: the address that is called holds a secret, and may be bound to the addresses
 * that SMSAPI calls from.
 */
public final class SmsApi implements Provider {

  /** Name of the query parameter with the secret. */
  public static final String SECRET = "key";

  /** Columns of a report that are lists. */
  private static final List<String> LISTS =
      List.of("MsgId", "status", "status_name", "donedate", "idx", "points", "to");

  private final Secrets secrets;
  private final Set<String> callers;
  private final Recipients recipients;

  /**
   * Makes the provider.
   *
   * @param callers addresses that SMSAPI calls from; empty for any
   */
  public SmsApi(List<String> secrets, Set<String> callers, Recipients recipients) {
    this.secrets = new Secrets(secrets);
    this.callers = Set.copyOf(callers);
    this.recipients = recipients;
  }

  @Override
  public String name() {
    return "smsapi";
  }

  @Override
  public CompletionStage<Authenticity> verify(IntakeRequest request) {
    boolean known = secrets.contain(Form.of(request.query()).asSent(SECRET));
    return Provider.known(
        known
            && (callers.isEmpty()
                || request.address() != null && callers.contains(request.address())));
  }

  @Override
  public List<Report> read(IntakeRequest request) {
    return request.method().equals("POST") ? inbound(request) : reports(request);
  }

  private List<Report> inbound(IntakeRequest request) {
    Form form = Form.of(request.body());
    Payload payload = Payload.whole(request.body());
    String from = form.text("sms_from");
    String text = form.text("sms_text");
    if (from == null || text == null) {
      return List.of(new Report.NotUnderstood("no sms_from or no sms_text", payload));
    }
    return List.of(
        InboundSms.report(name(), text, Optional.empty())
            .id(form.text("MsgId"))
            .at(Stamps.seconds(form.text("sms_date")))
            .phone(number(from))
            .property("message", form.text("MsgId"))
            .keep(form.without(SECRET))
            .build(payload));
  }

  private List<Report> reports(IntakeRequest request) {
    Map<String, Object> fields = Form.of(request.query()).without(SECRET);
    // the secret stays out of what is kept
    byte[] kept = Form.encoded(fields).getBytes(StandardCharsets.UTF_8);
    Map<String, String[]> columns = new LinkedHashMap<>();
    for (String name : LISTS) {
      if (fields.get(name) instanceof String list && !list.isEmpty()) {
        columns.put(name, list.split(",", -1));
      }
    }
    String[] ids = columns.get("MsgId");
    if (ids == null) {
      return List.of(new Report.NotUnderstood("no MsgId", Payload.whole(kept)));
    }
    List<Report> reports = new ArrayList<>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      Map<String, Object> row = new LinkedHashMap<>(fields);
      row.keySet().removeAll(LISTS);
      for (Map.Entry<String, String[]> column : columns.entrySet()) {
        if (i < column.getValue().length) {
          row.put(column.getKey(), column.getValue()[i].strip());
        }
      }
      reports.add(report(row, new Payload(kept, 0, kept.length, ids.length == 1 ? -1 : i)));
    }
    return reports;
  }

  private Report report(Map<String, Object> row, Payload payload) {
    String id = (String) row.get("MsgId");
    String status = (String) row.get("status");
    String type = status == null ? null : type(status);
    if (id.isEmpty() || type == null) {
      return new Report.NotUnderstood("no MsgId, or no status that SMSAPI has", payload);
    }
    String name = (String) row.get("status_name");
    return new MessageReport(name(), type)
        .id(id + "|" + status)
        .at(Stamps.seconds((String) row.get("donedate")))
        .phone(number((String) row.get("to")))
        .property("message", id)
        .property("reason", type.equals(EventTypes.SMS_FAILED) ? name : null)
        .token(recipients.of((String) row.get("idx")))
        .keep(row)
        .build(payload);
  }

  private static String type(String status) {
    return switch (status) {
      case "403" -> EventTypes.SMS_SENT;
      case "404" -> EventTypes.SMS_DELIVERED;
      // not found, expired, undelivered, failed, rejected, stopped
      case "401", "402", "405", "406", "407", "412" -> EventTypes.SMS_FAILED;
      case "408" -> "custom.sms.unknown";
      case "409" -> "custom.sms.queued";
      case "410" -> "custom.sms.accepted";
      default -> null;
    };
  }

  /** SMSAPI writes numbers with their country, but without the plus. */
  private static String number(String sent) {
    if (sent == null || sent.isBlank()) {
      return null;
    }
    return sent.chars().allMatch(Character::isDigit) ? "+" + sent : sent;
  }

  /** Any other answer is taken for a failure, and the report is repeated. */
  @Override
  public Reply thanks() {
    return Reply.text(200, "text/plain", "OK");
  }
}
