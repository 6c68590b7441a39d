package io.impuls.tracking.collector.segment;

import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.tracking.collector.domain.Draft;
import io.impuls.tracking.collector.domain.DraftBuilder;
import io.impuls.tracking.collector.domain.Refusal;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.domain.Texts;
import io.impuls.tracking.collector.protocol.Facts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Puts one message into our words. */
final class MessageDraft {

  private static final String USER_AGENT = "userAgent";

  private final Message message;
  private final boolean secretKey;
  private final DraftBuilder draft = new DraftBuilder();
  private final Map<String, Object> properties;

  MessageDraft(Message message, boolean secretKey) {
    this.message = message;
    this.secretKey = secretKey;
    this.properties = new LinkedHashMap<>(message.properties().values());
  }

  Draft draft() throws RefusedException {
    draft
        .id(message.id())
        .timestamp(message.timestamp())
        .sentAt(message.sentAt())
        .anonymousId(message.anonymousId())
        .userId(message.userId())
        .context(context())
        .keep(message.unknown())
        .writeKey(message.writeKey());
    Facts personal =
        message.call() == Call.IDENTIFY
            ? message.traits().over(message.context().facts("traits"))
            : message.context().facts("traits");
    boolean named = named(personal);
    switch (message.call()) {
      case IDENTIFY -> identify(named);
      case TRACK -> track();
      case PAGE -> page();
      case SCREEN -> draft.type(EventTypes.SCREEN_VIEWED);
      case GROUP -> group();
      case ALIAS -> alias();
    }
    putIfAbsent("name", message.name());
    putIfAbsent("category", message.category());
    return draft.properties(properties).build();
  }

  /** Takes the names in traits that are good ones, and says whether anything names the person. */
  private boolean named(Facts traits) throws RefusedException {
    Optional<String> email =
        identifier(traits.id("email")).map(Texts::email).filter(Texts::isEmail);
    Optional<String> phone =
        identifier(traits.id("phone")).map(Texts::phone).filter(Texts::isPhone);
    email.ifPresent(draft::email);
    phone.ifPresent(draft::phone);
    boolean known =
        identifier(message.userId()).isPresent() || email.isPresent() || phone.isPresent();
    if (!known && identifier(message.anonymousId()).isEmpty()) {
      throw refused(
          RejectionReason.NO_IDENTITY, "", "no_user_anon_id: send userId, anonymousId or both");
    }
    return known;
  }

  /** Traits of somebody who is still anonymous name nobody, and are kept as they are. */
  private void identify(boolean named) {
    if ("false".equals(message.context().text("active"))) {
      draft.flag(EventFlag.PASSIVE);
    }
    draft
        .type(
            named ? EventTypes.PERSON_IDENTIFIED : EventTypes.CUSTOM_PREFIX + Call.IDENTIFY.word())
        .traits(message.traits().values())
        .page(page(Facts.NONE));
  }

  private void track() throws RefusedException {
    if (message.event() == null) {
      throw refused(RejectionReason.MISSING_FIELD, "/event", "say what happened");
    }
    String type = EventNames.type(message.event(), secretKey);
    draft.type(type).page(page(Facts.NONE));
    Commerce.fill(draft, type, message.properties());
    if (EventNames.ofMessage(type)) {
      putIfAbsent("message", message.properties().id("email_id", "sms_id", "message_id"));
      putIfAbsent("campaign", message.properties().text("campaign_id", "campaign_name"));
      putIfAbsent("link", message.properties().text("link_id"));
      putIfAbsent("url", message.properties().text("link_url"));
    }
  }

  /** A page without an address, as servers may send it, is no view that could be told apart. */
  private void page() {
    Page page = page(message.properties());
    draft
        .type(
            page == null || page.path() == null
                ? EventTypes.CUSTOM_PREFIX + Call.PAGE.word()
                : EventTypes.PAGE_VIEWED)
        .page(page);
  }

  private void group() throws RefusedException {
    if (message.groupId() == null) {
      throw refused(RejectionReason.MISSING_FIELD, "/groupId", "say which group");
    }
    draft.type(EventTypes.CUSTOM_PREFIX + Call.GROUP.word());
    properties.put("groupId", message.groupId());
    if (!message.traits().values().isEmpty()) {
      properties.put("traits", message.traits().values());
    }
  }

  /** The earlier id becomes one more of the person that the later one names. */
  private void alias() throws RefusedException {
    Optional<String> later = identifier(message.userId());
    if (later.isEmpty()) {
      throw refused(RejectionReason.MISSING_FIELD, "/userId", "say who it is from now on");
    }
    Optional<String> earlier =
        identifier(message.previousId()).or(() -> identifier(message.anonymousId()));
    if (earlier.isEmpty()) {
      throw refused(RejectionReason.MISSING_FIELD, "/previousId", "say who it was before");
    }
    String name = Texts.email(earlier.get());
    if (name.indexOf('@') > 0 && Texts.isEmail(name)) {
      // a name of a person: where it is another's, it is for people to decide
      draft.email(name);
    } else {
      draft.anonymousId(earlier.get());
    }
    draft.type(EventTypes.PERSON_IDENTIFIED);
    properties.put(EventTypes.PREVIOUS_ID, earlier.get());
  }

  private Page page(Facts said) {
    return PageFacts.of(said.over(message.context().facts("page")), message.context());
  }

  private Map<String, Object> context() {
    Map<String, Object> sent = message.context().values();
    Object agent = sent.get("user_agent");
    if (agent == null || sent.containsKey(USER_AGENT)) {
      return sent;
    }
    Map<String, Object> context = new LinkedHashMap<>(sent);
    context.put(USER_AGENT, agent);
    return context;
  }

  private void putIfAbsent(String name, String value) {
    if (value != null) {
      properties.putIfAbsent(name, value);
    }
  }

  private static Optional<String> identifier(String sent) {
    return Optional.ofNullable(sent).map(Texts::identifier);
  }

  private static RefusedException refused(RejectionReason reason, String field, String detail) {
    return new RefusedException(new Refusal(reason, field, detail));
  }
}
