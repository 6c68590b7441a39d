package io.impuls.campaign.domain;

import io.impuls.contracts.Ids;
import io.impuls.contracts.delivery.Delivery;
import io.impuls.contracts.delivery.Delivery.State;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The one send of a campaign to a person (decision 20). Each method gives the send after a move;
 * the ledger keeps it before anything outward happens.
 *
 * @param id deterministic: the same campaign and person always give the same send
 * @param workspace the tenant
 * @param campaign id of the campaign
 * @param person whose it is, aliases followed
 * @param occasion what triggered it
 * @param usefulUntil last instant at which it may leave
 * @param progress how far it came
 */
public record Send(
    UUID id,
    UUID workspace,
    String campaign,
    UUID person,
    Occasion occasion,
    Instant usefulUntil,
    Progress progress) {

  /** How deliveries name the channel. */
  public static final String CHANNEL = "EMAIL";

  public Send {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(occasion, "occasion");
    Objects.requireNonNull(usefulUntil, "usefulUntil");
    Objects.requireNonNull(progress, "progress");
  }

  /** Gives the send of an occasion as first decided. */
  public static Send decided(
      Campaign campaign, UUID person, Occasion occasion, Decision decision, Instant now) {
    Send undecided =
        new Send(
            Ids.send(campaign.workspace(), campaign.id(), person),
            campaign.workspace(),
            campaign.id(),
            person,
            occasion,
            campaign.usefulUntil(occasion),
            new Progress(State.WAITING, null, null, 0, null));
    return undecided.after(decision, now);
  }

  /** Gives the state. */
  public State state() {
    return progress.state();
  }

  /** After a decision: reserved, waiting or failed; the mailbox is claimed only when reserved. */
  public Send after(Decision decision, Instant now) {
    if (decision instanceof Decision.Send send) {
      return at(State.RESERVED, null, send.to().hash(workspace), now);
    }
    if (decision instanceof Decision.Wait wait) {
      // one step past the last useful instant, so that looking again finds it over
      return at(State.WAITING, null, null, wait.until().plusMillis(1));
    }
    return at(State.FAILED, ((Decision.Skip) decision).reason(), null, null);
  }

  /** The provider is about to be called. */
  public Send handingOff() {
    return new Send(
        id,
        workspace,
        campaign,
        person,
        occasion,
        usefulUntil,
        new Progress(
            State.HANDING_OFF, null, progress.addressHash(), progress.attempts() + 1, null));
  }

  /** The provider answered, or did not. What was not handed over is reserved again. */
  public Send after(Handover handover, Backoff backoff, Instant now) {
    String mailbox = progress.addressHash();
    if (handover instanceof Handover.Accepted) {
      return at(State.SENT, null, mailbox, null);
    }
    if (handover instanceof Handover.Refused refused) {
      Reason reason = new Reason(Reason.Kind.REFUSED, Integer.toString(refused.code()));
      return at(State.FAILED, reason, mailbox, null);
    }
    if (handover instanceof Handover.Unfit unfit) {
      return at(State.FAILED, new Reason(Reason.Kind.TEMPLATE, unfit.why()), null, null);
    }
    if (handover instanceof Handover.Unclear unclear) {
      return at(State.UNKNOWN, new Reason(Reason.Kind.UNCLEAR, unclear.how()), mailbox, null);
    }
    // an unreachable server holds up everybody, so the wait is the caller's, not this send's
    boolean own = handover instanceof Handover.Deferred;
    return at(
        State.RESERVED, null, mailbox, own ? now.plus(backoff.after(progress.attempts())) : now);
  }

  /** Whoever handed it over is gone without an answer. */
  public Send abandoned() {
    return at(State.UNKNOWN, Reason.of(Reason.Kind.CRASHED), progress.addressHash(), null);
  }

  /** An operator found out what became of an unknown one. */
  public Send resolved(boolean sent, String why) {
    State found = sent ? State.SENT : State.FAILED;
    return at(found, new Reason(Reason.Kind.RESOLVED, why), progress.addressHash(), null);
  }

  /** The person's other self has the send: this one is closed and its mailbox free. */
  public Send closedByMerge() {
    return at(State.FAILED, Reason.of(Reason.Kind.MERGED), null, null);
  }

  /** The send of a person who became {@code survivor}; one that waits is looked at anew. */
  public Send movedTo(UUID survivor, Instant now) {
    return new Send(id, workspace, campaign, survivor, occasion, usefulUntil, progress)
        .reconsidered(now);
  }

  /** Looks at a waiting send now; any other stays as it is. */
  public Send reconsidered(Instant now) {
    return state() == State.WAITING ? at(State.WAITING, null, null, now) : this;
  }

  /** Takes up another occasion, after nothing came of the first one. */
  public Send startedAnew(Occasion next, Instant nextUsefulUntil, Instant now) {
    return new Send(id, workspace, campaign, person, next, nextUsefulUntil, progress)
        .at(State.WAITING, null, null, now);
  }

  /** Whether nothing came of it and a new occasion may take it up. */
  public boolean startsAnew() {
    return state() == State.FAILED && progress.reason().kind().startsAnew();
  }

  /** Gives the record for {@code campaign.deliveries}. */
  public Delivery delivery(Instant at) {
    return new Delivery(
        workspace,
        person,
        campaign,
        id,
        CHANNEL,
        state(),
        Objects.toString(progress.reason(), null),
        occasion.triggerId(),
        occasion.occurredAt(),
        at);
  }

  private Send at(State state, Reason reason, String addressHash, Instant dueAt) {
    return new Send(
        id,
        workspace,
        campaign,
        person,
        occasion,
        usefulUntil,
        new Progress(state, reason, addressHash, progress.attempts(), dueAt));
  }
}
