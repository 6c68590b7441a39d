package io.impuls.tracking.collector.nativeprotocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.topic.Json;
import io.impuls.service.problem.Problem;
import io.impuls.tracking.collector.domain.Reply;
import io.impuls.tracking.collector.domain.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a sender is told. */
sealed interface Answer {

  /** How long a sender waits before it comes again. */
  String RETRY_AFTER_SECONDS = "1";

  /** Status of the answer. */
  int status();

  /** Content of the answer, written as JSON. */
  Object content();

  /** Gives the answer ready to be written; a 503 asks to come again with the same events. */
  default Reply reply() {
    String type = this instanceof Done ? "application/json" : Problem.MEDIA_TYPE;
    Reply reply;
    try {
      reply = new Reply(status(), type, Json.mapper().writeValueAsBytes(content()), List.of());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer can always be written", e);
    }
    return status() == 503 ? reply.with("Retry-After", RETRY_AFTER_SECONDS) : reply;
  }

  /**
   * The events were stored, or refused one by one.
   *
   * @param content how many were accepted, and which were not
   */
  record Done(Receipt content) implements Answer {
    @Override
    public int status() {
      return 200;
    }
  }

  /** Nothing of the request was taken. */
  record Refused(Problem content) implements Answer {
    @Override
    public int status() {
      return content.status();
    }
  }

  /**
   * Content of a 200.
   *
   * @param accepted events that Kafka has
   * @param rejected events that were refused, each with its reason
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Receipt(int accepted, List<Refusal> rejected) {}

  /**
   * One refused event.
   *
   * @param index position in the request, from 0
   * @param reason typed reason
   * @param field JSON pointer to the offending place; absent for the whole event
   * @param detail what to change
   */
  record Refusal(int index, RejectionReason reason, String field, String detail) {}

  /** Gives the answer where every event was taken, which nearly all are. */
  static Reply accepted(int events) {
    return Reply.text(200, "application/json", "{\"accepted\":" + events + ",\"rejected\":[]}");
  }

  /** Gives the answer to stored verdicts; 400 where not one event could be read. */
  static Answer to(List<Verdict> verdicts) {
    List<Refusal> rejected = new ArrayList<>();
    boolean unreadable = !verdicts.isEmpty();
    for (int i = 0; i < verdicts.size(); i++) {
      if (verdicts.get(i) instanceof Verdict.Rejected refused) {
        RejectedEvent event = refused.event();
        rejected.add(new Refusal(i, event.reason(), event.field(), event.detail()));
        unreadable &= event.reason() == RejectionReason.MALFORMED;
      } else {
        unreadable = false;
      }
    }
    if (unreadable) {
      return malformed(rejected);
    }
    return new Done(new Receipt(verdicts.size() - rejected.size(), List.copyOf(rejected)));
  }

  /** 400: not one event could be read. */
  static Answer malformed(List<Refusal> rejected) {
    return new Refused(
        Problem.invalid(
            "The body must be one JSON object or a list of them",
            rejected.stream()
                .map(r -> new Problem.FieldError("/" + r.index(), r.detail()))
                .toList()));
  }

  /** 401: no write key, or nobody's. */
  static Answer unknownKey() {
    return new Refused(
        Problem.of(
            401,
            "Unknown write key",
            "Send the source's write key as 'Authorization: Bearer KEY' or as writeKey in the body"));
  }

  /** 403: the key is bound to other sites. */
  static Answer wrongOrigin() {
    return new Refused(
        Problem.of(403, "Forbidden", "This write key is bound to other origins than the page's"));
  }

  /** 405: events are posted. */
  static Answer wrongMethod() {
    return new Refused(Problem.of(405, "Method not allowed", "Send events with POST"));
  }

  /** 413: too many bytes. */
  static Answer tooLarge(int most) {
    return new Refused(
        Problem.of(413, "Too large", "A request may have %d bytes, unpacked".formatted(most)));
  }

  /** 413: too many events. */
  static Answer tooMany(int most) {
    return new Refused(
        Problem.of(413, "Too large", "A request may have %d events".formatted(most)));
  }

  /** 429: the key or the client has sent too much. */
  static Answer tooMany(Duration wait) {
    return new Refused(
        Problem.of(
            429,
            "Too many requests",
            "Nothing was stored; send the same events again in %s s"
                .formatted(Reply.seconds(wait))));
  }

  /** 503: the same events will be taken later. */
  static Answer later() {
    return new Refused(
        Problem.unavailable("Events cannot be stored now; send the same ones again"));
  }
}
