package io.impuls.service.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.impuls.contracts.webhook.Webhook;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A webhook as its owner sees it.
 *
 * @param id its id
 * @param name what its owner calls it
 * @param url where it is told
 * @param kinds what it is told of
 * @param state whether it is told at the moment
 * @param reason why not
 * @param since when it came into this state
 * @param secret what its deliveries are signed with; only in the answer that made it
 * @param formerSecretUntil until when deliveries are signed with the former secret too
 * @param position where it is over all partitions: a replay takes it
 * @param behind records of its topics behind that position, those of other workspaces too
 * @param failing partitions whose next record fails; the others go on
 * @param lastSuccess when a record was taken last
 * @param lastFailure the newest failure
 * @param createdAt when it was registered
 * @param changedBy who changed it last
 * @param changedAt when they did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookView(
    UUID id,
    String name,
    String url,
    List<String> kinds,
    Webhook.State state,
    String reason,
    Instant since,
    String secret,
    Instant formerSecretUntil,
    String position,
    Long behind,
    Integer failing,
    Instant lastSuccess,
    Failure lastFailure,
    Instant createdAt,
    String changedBy,
    Instant changedAt) {

  /**
   * A delivery that failed.
   *
   * @param at when
   * @param status the subscriber's HTTP status; 0 for no answer
   * @param reason what to look at
   * @param failures how often the record failed until now; 0 when it has been taken since
   */
  public record Failure(Instant at, int status, String reason, int failures) {}

  /** Names it without its address and its secret. */
  @Override
  public String toString() {
    return "WebhookView[" + id + ", state=" + state + "]";
  }

  /**
   * What came of a test.
   *
   * @param taken whether the subscriber answered with success
   * @param status its HTTP status; 0 for no answer
   * @param reason what to look at; absent when it was taken
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Tested(boolean taken, int status, String reason) {}
}
