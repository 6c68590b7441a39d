package io.impuls.demo.report;

import io.impuls.contracts.delivery.Delivery;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.score.ScoreDecision;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What the topics say about one workspace.
 *
 * @param collected everything received
 * @param events everything resolved
 * @param rejected everything refused
 * @param scoreChanges changes of scores, of one person in their order
 * @param decisions the score ledger
 * @param tagChanges changes of tags, of one person in their order
 * @param deliveries what was sent
 * @param deadLetters records that a service could not use or process, over all workspaces
 */
public record Evidence(
    List<Event> collected,
    List<Event> events,
    List<RejectedEvent> rejected,
    List<ScoreChange> scoreChanges,
    List<ScoreDecision> decisions,
    List<TagChange> tagChanges,
    List<Delivery> deliveries,
    int deadLetters) {

  /** Topics that the evidence is taken from. */
  static final List<Topic<?>> TOPICS =
      List.of(
          Topics.COLLECTED,
          Topics.EVENTS,
          Topics.REJECTED_EVENTS,
          Topics.SCORE_CHANGES,
          Topics.DECISIONS,
          Topics.TAG_CHANGES,
          Topics.DELIVERIES);

  /** Where services put records that they gave up. */
  private static final List<String> GIVEN_UP =
      Stream.concat(
              Topics.deadLetters().stream(),
              Stream.of(Topics.SCORING_REJECTED_EVENTS, Topics.SEGMENTATION_REJECTED_EVENTS)
                  .map(Topic::name))
          .toList();

  /** Has the log read what {@link #of} needs. */
  public static void follow(TopicLog log) {
    log.add(TOPICS.stream().map(Topic::name).toList());
    log.add(GIVEN_UP);
  }

  /** Takes the evidence of a workspace from what the log has read. */
  public static Evidence of(TopicLog log, UUID workspace) {
    return new Evidence(
        log.values(Topics.COLLECTED).stream().filter(e -> e.workspace().equals(workspace)).toList(),
        log.values(Topics.EVENTS).stream().filter(e -> e.workspace().equals(workspace)).toList(),
        log.values(Topics.REJECTED_EVENTS).stream()
            .filter(r -> workspace.equals(r.workspace()))
            .toList(),
        log.values(Topics.SCORE_CHANGES).stream()
            .filter(c -> c.workspace().equals(workspace))
            .toList(),
        log.values(Topics.DECISIONS).stream().filter(d -> d.workspace().equals(workspace)).toList(),
        log.values(Topics.TAG_CHANGES).stream()
            .filter(c -> c.workspace().equals(workspace))
            .toList(),
        log.values(Topics.DELIVERIES).stream()
            .filter(d -> d.workspace().equals(workspace))
            .toList(),
        GIVEN_UP.stream().mapToInt(name -> log.raw(name).size()).sum());
  }

  /** Gives the furthest state of each send of a campaign. */
  Collection<Delivery> lastDeliveries(String campaign) {
    Map<UUID, Delivery> last = new HashMap<>();
    for (Delivery delivery : deliveries) {
      if (delivery.campaign().equals(campaign)) {
        last.merge(
            delivery.sendId(), delivery, (a, b) -> a.state().compareTo(b.state()) >= 0 ? a : b);
      }
    }
    return last.values();
  }

  /** Whether a mail of the campaign is decided and has neither left nor failed yet. */
  public boolean underWay(String campaign) {
    return lastDeliveries(campaign).stream()
        .map(Delivery::state)
        .anyMatch(state -> state == Delivery.State.RESERVED || state == Delivery.State.HANDING_OFF);
  }
}
