package io.impuls.tracking.collector.domain;

import io.impuls.contracts.event.RejectionReason;
import java.util.Objects;

/**
 * Why an event was refused.
 *
 * @param reason typed reason
 * @param field JSON pointer to the offending place; empty for the whole event
 * @param detail what to change, for a person; never quotes the payload
 */
public record Refusal(RejectionReason reason, String field, String detail) {
  public Refusal {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(detail, "detail");
  }
}
