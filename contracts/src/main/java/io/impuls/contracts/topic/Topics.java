package io.impuls.contracts.topic;

import com.fasterxml.jackson.databind.JavaType;
import io.impuls.contracts.contact.ContactChange;
import io.impuls.contracts.delivery.Delivery;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.IdentityLink;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionRepair;
import io.impuls.contracts.message.MailWithdrawal;
import io.impuls.contracts.plan.MatrixDefinition;
import io.impuls.contracts.plan.Published;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.contracts.plan.SegmentDefinition;
import io.impuls.contracts.plan.TagDefinition;
import io.impuls.contracts.plan.TagRuleDefinition;
import io.impuls.contracts.score.ManualEntry;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.score.ScoreDecision;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.tag.SegmentSnapshot;
import io.impuls.contracts.tag.TagAct;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.topic.Topic.Cleanup.Compact;
import io.impuls.contracts.topic.Topic.Cleanup.Delete;
import io.impuls.contracts.webhook.Webhook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The catalogue: every topic of Impuls. No name, serde or setting is spelled anywhere else. */
public final class Topics {

  /**
   * Partitions of every topic keyed by person or device; chosen once (stack: state is tied to it).
   */
  public static final int PARTITIONS = 12;

  /** What was received, exactly as sent plus server facts. Key: workspace and intake identifier. */
  public static final Topic<Event> COLLECTED =
      new Topic<>(
          "tracking.collected",
          "tracking",
          "Something was received, at this time, exactly as sent plus server facts",
          Event.class,
          eventSerde("io.impuls.tracking.collected.v1"),
          PARTITIONS,
          new Delete(Duration.ofDays(7)));

  /** What a person did. Key: workspace and person. */
  public static final Topic<Event> EVENTS =
      new Topic<>(
          "tracking.events",
          "tracking",
          "A person did something; includes session.started and session.ended, person.identified,"
              + " person.merged and person.split, identity.review",
          Event.class,
          eventSerde("io.impuls.tracking.event.v1"),
          PARTITIONS,
          new Delete(Duration.ofDays(400)));

  /**
   * Which identifiers came together, from the resolver to itself. Key: workspace, so that one task
   * sees all identifiers of a workspace.
   */
  public static final Topic<IdentityLink> IDENTITY_LINKS =
      new Topic<>(
          "tracking.identity-links",
          "tracking",
          "Internal to the resolver: two identifiers came together in an event",
          IdentityLink.class,
          JsonSerde.of(IdentityLink.class),
          PARTITIONS,
          new Delete(Duration.ofDays(7)));

  /** What was refused. Key: workspace. */
  public static final Topic<RejectedEvent> REJECTED_EVENTS =
      rejectedEvents(
          "tracking", "Refused, with a typed reason and the payload; can be repaired and replayed");

  /** Records that scoring could not use. Key: workspace. */
  public static final Topic<RejectedEvent> SCORING_REJECTED_EVENTS =
      rejectedEvents("scoring", "Records that scoring could not use, and why");

  /** Records that segmentation could not use. Key: workspace. */
  public static final Topic<RejectedEvent> SEGMENTATION_REJECTED_EVENTS =
      rejectedEvents("segmentation", "Records that segmentation could not use, and why");

  /**
   * What became of rejected events. Key: workspace and rejection. Kept longer than the rejections
   * themselves, so that none is replayed twice.
   */
  public static final Topic<RejectionRepair> REJECTION_REPAIRS =
      new Topic<>(
          "tracking.rejection-repairs",
          "tracking",
          "A rejected event was repaired, or replayed as this event",
          RejectionRepair.class,
          new JsonSerde<>(
              type(RejectionRepair.class),
              new CloudEvent<>(
                  "io.impuls.tracking.rejection-repair.v1",
                  r -> r.rejectionId() + "/" + r.at(),
                  r -> "/tracking/" + r.workspace(),
                  RejectionRepair::at)),
          1,
          new Delete(Duration.ofDays(40)));

  /** Who does not want to be watched reading mails. Key: workspace and person. */
  public static final Topic<MailWithdrawal> MAIL_WITHDRAWALS =
      new Topic<>(
          "tracking.mail-withdrawals",
          "tracking",
          "Who withdrew the consent to be watched reading mails",
          MailWithdrawal.class,
          new JsonSerde<>(
              type(MailWithdrawal.class),
              new CloudEvent<>(
                  "io.impuls.tracking.mail-withdrawal.v1",
                  w -> w.person() + "/" + w.at(),
                  w -> "/tracking/" + w.workspace(),
                  MailWithdrawal::at)),
          1,
          new Compact());

  /** Sites, apps and backends. Key: workspace and key id. */
  public static final Topic<TrackingSource> SOURCES =
      new Topic<>(
          "tracking.sources",
          "tracking",
          "Sites, apps and backends with their keys, origins and limits",
          TrackingSource.class,
          new JsonSerde<>(
              type(TrackingSource.class),
              new CloudEvent<>(
                  "io.impuls.tracking.source.v1",
                  TrackingSource::key,
                  s -> "/tracking/" + s.workspace(),
                  s -> null)),
          1,
          new Compact());

  /** Every version of every scoring plan. Key: workspace, id, version and proposal. */
  public static final Topic<Published<ScoringPlanDefinition>> PLANS =
      definitions(
          "scoring.plans",
          "scoring",
          "Every version of every scoring plan, with effectiveFrom",
          "io.impuls.scoring.plan.v1",
          ScoringPlanDefinition.class);

  /** Every version of every tag rule. Key: workspace, id, version and proposal. */
  public static final Topic<Published<TagRuleDefinition>> TAG_RULES =
      definitions(
          "segmentation.rules",
          "segmentation",
          "Every version of every segmentation rule, with effectiveFrom",
          "io.impuls.segmentation.rule.v1",
          TagRuleDefinition.class);

  /** What users say about tags. Key: workspace, id that follows from the tag, version, proposal. */
  public static final Topic<Published<TagDefinition>> TAGS =
      definitions(
          "segmentation.tags",
          "segmentation",
          "Name, group, colour and sensitivity of tags, and which became part of another",
          "io.impuls.segmentation.tag.v1",
          TagDefinition.class);

  /** Every version of every segmentation matrix. Key: workspace, id, version and proposal. */
  public static final Topic<Published<MatrixDefinition>> MATRICES =
      definitions(
          "segmentation.matrices",
          "segmentation",
          "Every version of every segmentation matrix, with effectiveFrom",
          "io.impuls.segmentation.matrix.v1",
          MatrixDefinition.class);

  /** Every version of every segment. Key: workspace, id, version and proposal. */
  public static final Topic<Published<SegmentDefinition>> SEGMENTS =
      definitions(
          "segmentation.segments",
          "segmentation",
          "Every version of every segment, with effectiveFrom",
          "io.impuls.segmentation.segment.v1",
          SegmentDefinition.class);

  /**
   * What users did to scores by hand. Key: workspace and person. Kept as long as anything that a
   * score is made of, and longer.
   */
  public static final Topic<ManualEntry> MANUAL_ENTRIES =
      new Topic<>(
          "scoring.manual-entries",
          "scoring",
          "A user set, adjusted or reset a score, and why",
          ManualEntry.class,
          new JsonSerde<>(
              type(ManualEntry.class),
              new CloudEvent<>(
                  "io.impuls.scoring.manual-entry.v1",
                  m -> m.entryId().toString(),
                  m -> "/scoring/" + m.workspace(),
                  ManualEntry::at)),
          PARTITIONS,
          new Delete(Duration.ofDays(3_660)));

  /** Changes of scores and bands. Key: workspace and person. */
  public static final Topic<ScoreChange> SCORE_CHANGES =
      new Topic<>(
          "scoring.score-changes",
          "scoring",
          "A score changed from one value to another because of a rule and an event; a band was"
              + " entered or left",
          ScoreChange.class,
          new JsonSerde<>(
              type(ScoreChange.class),
              new CloudEvent<>(
                  "io.impuls.scoring.score-change.v1",
                  c -> c.person() + "/" + c.epoch() + "/" + c.version(),
                  c -> "/scoring/" + c.workspace(),
                  ScoreChange::occurredAt)),
          PARTITIONS,
          new Delete(Duration.ofDays(90)));

  /** What became of every match. Key: workspace and person. */
  public static final Topic<ScoreDecision> DECISIONS =
      new Topic<>(
          "scoring.decisions",
          "scoring",
          "Awarded, clipped or suppressed, for every match of a rule: the ledger behind why and why"
              + " not",
          ScoreDecision.class,
          new JsonSerde<>(
              type(ScoreDecision.class),
              new CloudEvent<>(
                  "io.impuls.scoring.decision.v1",
                  d -> d.plan() + "/" + d.rule() + "/" + d.eventId() + "/" + d.outcome(),
                  d -> "/scoring/" + d.workspace(),
                  ScoreDecision::occurredAt)),
          PARTITIONS,
          new Delete(Duration.ofDays(90)));

  /** Who is told of scores and decisions by HTTP. Key: workspace, id, revision and change. */
  public static final Topic<Webhook> SCORING_WEBHOOKS = webhooks("scoring");

  /** Who is told of changes of tags by HTTP. Key: workspace, id, revision and change. */
  public static final Topic<Webhook> SEGMENTATION_WEBHOOKS = webhooks("segmentation");

  /**
   * What users did to tags by hand. Key: workspace and person. Kept as long as anything that a tag
   * score is made of, and longer.
   */
  public static final Topic<TagAct> TAG_ACTS =
      new Topic<>(
          "segmentation.tag-acts",
          "segmentation",
          "A user set, added to or removed a tag of a person, or took that back, and why",
          TagAct.class,
          new JsonSerde<>(
              type(TagAct.class),
              new CloudEvent<>(
                  "io.impuls.segmentation.tag-act.v1",
                  a -> a.actId().toString(),
                  a -> "/segmentation/" + a.workspace(),
                  TagAct::at)),
          PARTITIONS,
          new Delete(Duration.ofDays(3_660)));

  /** Changes of tags. Key: workspace and person. */
  public static final Topic<TagChange> TAG_CHANGES =
      new Topic<>(
          "segmentation.tag-changes",
          "segmentation",
          "A tag was assigned, reinforced or removed, or expired, with the tag score before and"
              + " after; a segment was entered or left",
          TagChange.class,
          new JsonSerde<>(
              type(TagChange.class),
              new CloudEvent<>(
                  "io.impuls.segmentation.tag-change.v1",
                  c -> c.person() + "/" + c.epoch() + "/" + c.version(),
                  c -> "/segmentation/" + c.workspace(),
                  TagChange::occurredAt)),
          PARTITIONS,
          new Delete(Duration.ofDays(90)));

  /**
   * Who was a member of a segment when somebody asked for it to be kept. Key: workspace and id of
   * the snapshot.
   */
  public static final Topic<SegmentSnapshot> SEGMENT_SNAPSHOTS =
      new Topic<>(
          "segmentation.snapshots",
          "segmentation",
          "Part of a list of a segment's members that never changes",
          SegmentSnapshot.class,
          new JsonSerde<>(
              type(SegmentSnapshot.class),
              new CloudEvent<>(
                  "io.impuls.segmentation.snapshot.v1",
                  p -> p.snapshot() + "/" + p.part(),
                  p -> "/segmentation/" + p.workspace(),
                  SegmentSnapshot::takenAt)),
          1,
          new Delete(Duration.ofDays(90)));

  /** What users and imports changed about contacts. Key: workspace and person. */
  public static final Topic<ContactChange> CONTACT_CHANGES =
      new Topic<>(
          "contact.changes",
          "contact",
          "Attributes and consent of a contact, merges and splits decided by a user, erasure",
          ContactChange.class,
          new JsonSerde<>(
              type(ContactChange.class),
              new CloudEvent<>(
                  "io.impuls.contact.change.v1",
                  c -> c.changeId().toString(),
                  c -> "/contact/" + c.workspace(),
                  ContactChange::occurredAt)),
          PARTITIONS,
          new Delete(Duration.ofDays(90)));

  /** How far each send came. Key: workspace and person. */
  public static final Topic<Delivery> DELIVERIES =
      new Topic<>(
          "campaign.deliveries",
          "campaign",
          "A send was decided, sent, failed or is unknown, each with its receipt",
          Delivery.class,
          new JsonSerde<>(
              type(Delivery.class),
              new CloudEvent<>(
                  "io.impuls.campaign.delivery.v1",
                  d -> d.sendId() + "/" + d.state(),
                  d -> "/campaign/" + d.workspace(),
                  Delivery::at)),
          PARTITIONS,
          new Delete(Duration.ofDays(90)));

  /**
   * Whom identifiers name by now, from the resolver to itself. Key: workspace and identifier. One
   * of {@link #internal()}.
   */
  public static final String IDENTITY_NAMES = "tracking.identity-names";

  /**
   * Rows of imports with what was found of each by itself, from the resolver to itself. Key: as in
   * {@link #COLLECTED}. One of {@link #internal()}.
   */
  public static final String IMPORTED_ROWS = "tracking.imported-rows";

  /**
   * Who showed themself on a browser, told to the ids that its clients made up, from the resolver
   * to itself. Key: workspace and that id. One of {@link #internal()}.
   */
  public static final String DEVICE_LOGINS = "tracking.device-logins";

  private Topics() {}

  /** Gives every topic that has a typed value, in the order of the flow. */
  public static List<Topic<?>> all() {
    return List.of(
        COLLECTED,
        EVENTS,
        IDENTITY_LINKS,
        REJECTED_EVENTS,
        REJECTION_REPAIRS,
        SOURCES,
        MAIL_WITHDRAWALS,
        PLANS,
        TAG_RULES,
        MATRICES,
        TAGS,
        SEGMENTS,
        SEGMENT_SNAPSHOTS,
        MANUAL_ENTRIES,
        SCORE_CHANGES,
        DECISIONS,
        SCORING_WEBHOOKS,
        SCORING_REJECTED_EVENTS,
        TAG_ACTS,
        TAG_CHANGES,
        SEGMENTATION_WEBHOOKS,
        SEGMENTATION_REJECTED_EVENTS,
        CONTACT_CHANGES,
        DELIVERIES);
  }

  /**
   * Gives the names of the topics on which services move what is theirs alone between partitions.
   * They have {@link #PARTITIONS} partitions, like everything that is joined with them, and {@link
   * #internalSettings()}.
   */
  public static List<String> internal() {
    return List.of(
        IDENTITY_NAMES,
        IMPORTED_ROWS,
        DEVICE_LOGINS,
        transfers("scoring"),
        transfers("segmentation"));
  }

  /** Gives the name of the topic on which a service moves a merged person's matches. */
  public static String transfers(String service) {
    return service + ".transfers";
  }

  /** Gives the broker settings of {@link #internal()} topics: kept for 7 days. */
  public static Map<String, String> internalSettings() {
    return settings(Duration.ofDays(7));
  }

  /** Gives the broker settings of {@link #deadLetters()} topics: kept for 30 days. */
  public static Map<String, String> deadLetterSettings() {
    return settings(Duration.ofDays(30));
  }

  private static Map<String, String> settings(Duration kept) {
    return new Topic<>("untyped", "", "", byte[].class, null, PARTITIONS, new Delete(kept))
        .settings();
  }

  /** Gives the names of the raw dead-letter topics, one of each service (decision 19). */
  public static List<String> deadLetters() {
    return Stream.of("tracking", "scoring", "segmentation", "contact", "campaign")
        .map(Topics::deadLetters)
        .toList();
  }

  /** Gives the name of the raw dead-letter topic of a service. */
  public static String deadLetters(String service) {
    return service + ".dead-letters";
  }

  private static JsonSerde<Event> eventSerde(String type) {
    return new JsonSerde<>(
        type(Event.class),
        new CloudEvent<>(
            type,
            e -> e.eventId().toString(),
            e -> "/tracking/" + e.workspace() + "/" + e.source().id(),
            Event::occurredAt));
  }

  private static Topic<RejectedEvent> rejectedEvents(String owner, String description) {
    return new Topic<>(
        owner + ".rejected-events",
        owner,
        description,
        RejectedEvent.class,
        new JsonSerde<>(
            type(RejectedEvent.class),
            new CloudEvent<>(
                "io.impuls." + owner + ".rejected-event.v1",
                r -> r.rejectionId().toString(),
                r -> "/" + owner,
                RejectedEvent::receivedAt)),
        PARTITIONS,
        new Delete(Duration.ofDays(30)));
  }

  private static Topic<Webhook> webhooks(String owner) {
    return new Topic<>(
        owner + ".webhooks",
        owner,
        "Where whom is told of what " + owner + " says, by HTTP; secrets are sealed",
        Webhook.class,
        new JsonSerde<>(
            type(Webhook.class),
            new CloudEvent<>(
                "io.impuls." + owner + ".webhook.v1",
                w -> w.id() + "/" + w.revision() + "/" + w.change(),
                w -> "/" + owner + "/" + w.workspace(),
                Webhook::changedAt)),
        1,
        new Compact());
  }

  private static <D> Topic<Published<D>> definitions(
      String name, String owner, String description, String type, Class<D> definition) {
    return new Topic<>(
        name,
        owner,
        description,
        definition,
        new JsonSerde<>(
            Json.mapper().getTypeFactory().constructParametricType(Published.class, definition),
            new CloudEvent<>(
                type, Published::key, p -> "/" + owner + "/" + p.workspace(), p -> null)),
        1,
        new Compact());
  }

  private static JavaType type(Class<?> value) {
    return Json.mapper().constructType(value);
  }
}
