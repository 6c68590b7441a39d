package io.impuls.contracts.message;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Somebody does not want to be watched reading mails: links that name them tell nothing any more
 * (semantics 3.25). There is no record, but a tombstone, of whom who gave the consent again.
 *
 * @param workspace the tenant
 * @param person by the id that links of messages may name; one who was merged has several
 * @param at when they said so
 */
public record MailWithdrawal(UUID workspace, UUID person, Instant at) {
  public MailWithdrawal {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(at, "at");
  }

  /** Gives the record key: workspace and person, joined by {@code |}. */
  public String key() {
    return key(workspace, person);
  }

  /** Gives the record key of a person. */
  public static String key(UUID workspace, UUID person) {
    return workspace + "|" + person;
  }
}
