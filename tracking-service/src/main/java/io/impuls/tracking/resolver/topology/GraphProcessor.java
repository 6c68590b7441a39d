package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.contracts.contact.ContactChange;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.IdentityLink;
import io.impuls.contracts.message.MailWithdrawal;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.tracking.resolver.domain.IdentityEvents;
import io.impuls.tracking.resolver.domain.ResolverMetrics;
import io.impuls.tracking.resolver.domain.identity.Consents;
import io.impuls.tracking.resolver.domain.identity.Decision;
import io.impuls.tracking.resolver.domain.identity.IdentityGraph;
import io.impuls.tracking.resolver.domain.identity.Place;
import io.impuls.tracking.resolver.domain.identity.Renaming;
import io.impuls.tracking.resolver.domain.identity.Said;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Sees every link between identifiers of a workspace and every decision of its users, and tells the
 * identifiers whom they name.
 */
final class GraphProcessor implements Processor<String, Outgoing, String, Outgoing> {

  /** Source of what follows from a user's decision. */
  private static final String USERS = "contact";

  private final IdentityGraph graph;
  private final ResolverMetrics metrics;
  private ProcessorContext<String, Outgoing> context;
  private KeyValueStore<byte[], byte[]> store;

  GraphProcessor(IdentityGraph graph, ResolverMetrics metrics) {
    this.graph = graph;
    this.metrics = metrics;
  }

  private record Cause(UUID workspace, Place place, Instant receivedAt, String source) {}

  @Override
  public void init(ProcessorContext<String, Outgoing> processorContext) {
    context = processorContext;
    store = context.getStateStore(ResolverStores.GRAPH);
  }

  @Override
  public void process(Record<String, Outgoing> record) {
    if (record.value() instanceof Outgoing.Linked linked) {
      link(linked.link(), record.timestamp());
    } else if (record.value() instanceof Outgoing.Decided decided) {
      decide(decided.change(), record.timestamp());
    }
  }

  private void link(IdentityLink link, long timestamp) {
    Place place = new Place(link.occurredAt(), link.eventId());
    Cause cause = new Cause(link.workspace(), place, link.receivedAt(), link.source());
    GraphRows rows = new GraphRows(link.workspace(), store);
    IdentityGraph.Outcome outcome =
        Boolean.TRUE.equals(link.alias())
            ? graph.alias(rows, link.workspace(), link.identifier(), link.stronger(), place)
            : graph.link(rows, link.workspace(), link.identifier(), link.stronger(), place);
    forward(outcome, cause, timestamp);
    Consents said = Consents.in(link.consent(), place);
    if (!said.equals(Consents.NONE)) {
      say(Ids.person(link.workspace(), link.identifier()), said, cause, timestamp);
    }
  }

  private void say(UUID own, Consents said, Cause cause, long timestamp) {
    forward(graph.say(new GraphRows(cause.workspace(), store), own, said), cause, timestamp);
  }

  private void decide(ContactChange change, long timestamp) {
    Place place = new Place(change.occurredAt(), change.changeId());
    Cause cause = new Cause(change.workspace(), place, Instant.ofEpochMilli(timestamp), USERS);
    if (change.kind() == ContactChange.Kind.CONSENT) {
      Consents said = Consents.in(change.consent(), place);
      if (!said.equals(Consents.NONE)) {
        say(change.person(), said, cause, timestamp);
      }
      return;
    }
    if (change.merge() == null || change.merge().from().equals(change.merge().into())) {
      return;
    }
    Decision decision =
        new Decision(
            change.merge().from(),
            change.merge().into(),
            change.kind() == ContactChange.Kind.MERGED,
            place);
    forward(graph.decide(new GraphRows(change.workspace(), store), decision), cause, timestamp);
  }

  private void forward(IdentityGraph.Outcome outcome, Cause cause, long timestamp) {
    Instant toldAt = outcome.changes().isEmpty() ? null : toldAt(cause);
    for (IdentityGraph.Change change : outcome.changes()) {
      ofMails(change, cause, timestamp);
      for (Identifier identifier : names(change)) {
        Renaming renaming =
            new Renaming(
                cause.workspace(),
                identifier,
                change.node().person(),
                change.left(),
                change.represented(),
                change.node().contested(),
                cause.place().occurredAt(),
                toldAt,
                cause.source(),
                change.consents(),
                null);
        forward(cause.workspace() + "|" + identifier, new Outgoing.Renamed(renaming), timestamp);
      }
    }
    for (IdentityGraph.Review review : outcome.reviews()) {
      metrics.conflictOfIdentity();
      Event event =
          IdentityEvents.review(
              cause.workspace(), review, cause.place(), cause.receivedAt(), cause.source());
      forward(
          new PersonKey(event.workspace(), event.person()).text(),
          new Outgoing.ToPerson(event),
          timestamp);
    }
  }

  /** Links of mails name a person by the id that they had when the mail was sent. */
  private void ofMails(IdentityGraph.Change change, Cause cause, long timestamp) {
    Said said = change.consents().mailTracking();
    if (said != null) {
      UUID person = change.node().own();
      forward(
          MailWithdrawal.key(cause.workspace(), person),
          new Outgoing.OfMails(cause.workspace(), person, said),
          timestamp);
    }
  }

  /** A link may be used for the first time after its reader said no: it is told beforehand. */
  private static Set<Identifier> names(IdentityGraph.Change change) {
    Set<Identifier> names = new LinkedHashSet<>(change.node().names());
    if (!change.consents().equals(Consents.NONE)) {
      names.add(change.node().recipientName());
    }
    return names;
  }

  /**
   * Gives the receipt of the cause, and never one that was given before: whoever follows merges and
   * splits sees by it which was told later, although links reach the graph in any order.
   */
  private Instant toldAt(Cause cause) {
    GraphRows rows = new GraphRows(cause.workspace(), store);
    Instant received = cause.receivedAt().truncatedTo(ChronoUnit.MILLIS);
    Instant toldAt =
        rows.lastTold()
            .filter(last -> !received.isAfter(last))
            .map(last -> last.plusMillis(1))
            .orElse(received);
    rows.keepTold(toldAt);
    return toldAt;
  }

  private void forward(String key, Outgoing out, long timestamp) {
    context.forward(new Record<>(key, out, timestamp, new RecordHeaders()));
  }
}
