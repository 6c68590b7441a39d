package io.impuls.campaign.delivery;

import io.impuls.campaign.domain.Handover;
import io.impuls.campaign.domain.Handovers;
import io.impuls.campaign.domain.MailLinks;
import io.impuls.campaign.domain.MailTemplate;
import io.impuls.campaign.domain.MailTemplates;
import io.impuls.campaign.domain.MailTemplates.UnfitTemplate;
import io.impuls.campaign.domain.Outgoing;
import io.impuls.campaign.domain.Sender;
import io.impuls.campaign.metrics.CampaignMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.logging.Logger;

/**
 * Takes one reserved send, marks it, hands it over and keeps what became of it. The mark is
 * committed before the call: whatever happens in between, the mail does not go out twice.
 */
public final class Deliverer {

  private static final Logger LOG = Logger.getLogger(Deliverer.class);

  private final Handovers handovers;
  private final MailTemplates templates;
  private final MailLinks links;
  private final Sender sender;
  private final MailServer server;
  private final CampaignMetrics metrics;
  private final InstantSource clock;
  private final Queue<Settlement> unsettled = new ConcurrentLinkedQueue<>();

  /** What became of a send and still has to be kept. */
  private record Settlement(Outgoing outgoing, Handover outcome) {}

  public Deliverer(
      Handovers handovers,
      MailTemplates templates,
      MailLinks links,
      Sender sender,
      MailServer server,
      CampaignMetrics metrics,
      InstantSource clock) {
    this.handovers = handovers;
    this.templates = templates;
    this.links = links;
    this.sender = sender;
    this.server = server;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Delivers one send; gives 0 when there is none, the server is away or another instance leads.
   */
  public int deliverOne() {
    settle();
    if (!server.mayTry(clock.instant()) || !handovers.lead()) {
      return 0;
    }
    Optional<Outgoing> next = handovers.next();
    if (next.isEmpty()) {
      return 0;
    }
    Outgoing outgoing = next.get();
    Instant begun = clock.instant();
    Handover outcome = handOver(outgoing);
    Instant ended = clock.instant();
    server.learn(outcome, ended);
    metrics.handedOver(outcome, Duration.between(begun, ended));
    unsettled.add(new Settlement(outgoing, outcome));
    settle();
    return 1;
  }

  private Handover handOver(Outgoing outgoing) {
    try {
      MailTemplate.Filled mail = templates.fill(outgoing.template(), outgoing.data());
      return sender.send(outgoing.send().id(), outgoing.to(), links.in(mail, outgoing));
    } catch (UnfitTemplate e) {
      return new Handover.Unfit(e.getMessage());
    } catch (RuntimeException e) {
      // whatever it was, it may have come after the server took the mail
      LOG.errorf(e, "hand-over failed unexpectedly sendId=%s", outgoing.send().id());
      return new Handover.Unclear(e.getClass().getSimpleName());
    }
  }

  /** What could not be kept yet, for example while the database is away, is kept first. */
  private void settle() {
    for (Settlement next = unsettled.poll(); next != null; next = unsettled.poll()) {
      try {
        handovers.settle(next.outgoing(), next.outcome());
      } catch (RuntimeException e) {
        unsettled.add(next);
        throw e;
      }
    }
  }
}
