package io.impuls.tracking.collector.snowplow;

import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Order;
import io.impuls.contracts.event.Product;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.tracking.collector.domain.Draft;
import io.impuls.tracking.collector.domain.DraftBuilder;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.RefusedException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts one event of a tracker into our words. */
final class EventDraft {

  /** Property that says how many seconds a page ping stands for. */
  private static final String HEARTBEAT = "heartbeatSeconds";

  private final TrackerFields fields;
  private final Limits limits;
  private final long heartbeatSeconds;
  private final FormValues forms;
  private final DraftBuilder draft = new DraftBuilder();
  private final Map<String, Object> properties = new LinkedHashMap<>();

  /**
   * Makes it of the fields.
   *
   * @param limits what the source allows
   * @param heartbeatSeconds seconds that a page ping stands for
   * @param forms what is kept of values in forms
   */
  EventDraft(TrackerFields fields, Limits limits, long heartbeatSeconds, FormValues forms) {
    this.fields = fields;
    this.limits = limits;
    this.heartbeatSeconds = heartbeatSeconds;
    this.forms = forms;
  }

  /**
   * Gives the draft.
   *
   * @param pageUrl address of the page where the event does not say it; may be null
   * @param anonymousId whose it is where the event names nobody
   */
  Draft draft(String pageUrl, String anonymousId) throws RefusedException {
    String kind = fields.required("e", "say what sort of event it is");
    fields.required("p", "say the platform");
    fields.required("tv", "say the tracker's version");
    EncodedJson json = new EncodedJson(fields, limits);
    Entities entities = new Entities(json.entities());
    TrackerFacts facts = new TrackerFacts(fields, entities);
    Instant trueTime = fields.millis("ttm");
    Instant sentAt = fields.millis("stm");
    Instant created = fields.millis("dtm");
    String device = fields.id("duid");
    if (device == null) {
      device = entities.first("client_session").id("userId");
    }
    draft
        .id(fields.id("eid"))
        .timestamp(trueTime == null ? created : trueTime)
        // a true time is meant as it is
        .sentAt(trueTime == null ? sentAt : null)
        .userId(fields.id("uid"))
        .anonymousId(device == null ? anonymousId : device)
        .page(facts.page(pageUrl))
        .context(facts.context());
    switch (kind) {
      case "pv" -> draft.type(EventTypes.PAGE_VIEWED);
      case "pp" -> ping();
      case "se" -> structured();
      case "tr" -> transaction();
      case "ti" -> transactionItem();
      case "ue" -> properties.putAll(new KnownEvent(json.event(), entities, forms).fill(draft));
      default ->
          throw TrackerFields.refused(
              RejectionReason.PROTOCOL_VIOLATION, "e", "must be pv, pp, se, ue, tr or ti");
    }
    return draft.properties(properties).build();
  }

  private void ping() throws RefusedException {
    draft.type(EventTypes.PAGE_ENGAGED);
    properties.put(HEARTBEAT, heartbeatSeconds);
    for (String offset : List.of("pp_mix", "pp_max", "pp_miy", "pp_may")) {
      put(offset.replace("pp_", "scroll_"), fields.number(offset));
    }
  }

  private void structured() throws RefusedException {
    String category = fields.required("se_ca", "a structured event must have a category");
    String action = fields.required("se_ac", "a structured event must have an action");
    draft.type(EventTypes.CUSTOM_PREFIX + bounded(action, "se_ac"));
    properties.put("category", category);
    properties.put("action", action);
    put("label", fields.text("se_la"));
    put("property", fields.text("se_pr"));
    put("value", fields.number("se_va"));
  }

  private void transaction() throws RefusedException {
    fields.required("tr_id", "an order must have a number");
    draft
        .type(EventTypes.ORDER_PLACED)
        .order(new Order(fields.id("tr_id"), fields.number("tr_tt"), currency("tr_cu")));
    put("affiliation", fields.text("tr_af"));
    put("tax", fields.number("tr_tx"));
    put("shipping", fields.number("tr_sh"));
    put("city", fields.text("tr_ci"));
    put("state", fields.text("tr_st"));
    put("country", fields.text("tr_co"));
  }

  /** An order's lines come one by one, in any order and perhaps in another request. */
  private void transactionItem() throws RefusedException {
    draft
        .type(EventTypes.CUSTOM_PREFIX + "transaction_item")
        .product(
            new Product(
                fields.id("ti_sk"),
                fields.text("ti_nm", "ti_na"),
                fields.text("ti_ca"),
                null,
                fields.number("ti_pr"),
                fields.number("ti_qu"),
                null));
    properties.put("order", fields.required("ti_id", "a line must name its order"));
    put("currency", currency("ti_cu"));
  }

  private String currency(String key) {
    String code = fields.text(key);
    return code != null && code.matches("[A-Za-z]{3}")
        ? code.toUpperCase(java.util.Locale.ROOT)
        : null;
  }

  private static String bounded(String name, String key) throws RefusedException {
    if (name.length() > Limits.ID_LENGTH) {
      throw TrackerFields.refused(
          RejectionReason.PROTOCOL_VIOLATION,
          key,
          "must not be longer than %d characters".formatted(Limits.ID_LENGTH));
    }
    return name;
  }

  private void put(String name, Object value) {
    if (value != null) {
      properties.put(name, value);
    }
  }
}
