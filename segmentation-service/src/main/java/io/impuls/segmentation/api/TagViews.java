package io.impuls.segmentation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.impuls.contracts.Points;
import io.impuls.contracts.score.Outcome;
import io.impuls.contracts.score.Suppression;
import io.impuls.contracts.tag.TagAct;
import io.impuls.contracts.tag.TagOrigin;
import io.impuls.rules.ledger.CapWindow;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import io.impuls.segmentation.domain.HeldTag;
import io.impuls.segmentation.domain.PersonTags;
import io.impuls.segmentation.domain.TagRule;
import io.impuls.segmentation.domain.Why;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The answers about tags. */
final class TagViews {

  private TagViews() {}

  /**
   * The tags of a person.
   *
   * @param person who; another than asked for when that one was merged into this
   * @param version tag changes of the person so far
   * @param total how many tags the person has
   * @param tags strongest first, as many as asked for
   */
  record Person(UUID person, long version, int total, List<Held> tags) {
    static Person of(PersonTags found, int limit) {
      return new Person(
          found.person(),
          found.version(),
          found.tags().size(),
          found.tags().stream().limit(limit).map(Held::of).toList());
    }
  }

  /**
   * One tag.
   *
   * @param tag its key, in upper case
   * @param name its name as the rules write it now
   * @param score how strongly the person has it
   */
  record Held(String tag, String name, Points score) {
    static Held of(HeldTag held) {
      return new Held(held.tag().key(), held.tag().name(), held.score().points());
    }
  }

  /**
   * Why a person has a tag, or not.
   *
   * @param person who; another than asked for when that one was merged into this
   * @param tag key of the tag
   * @param entries newest first
   */
  record Reasons(UUID person, String tag, List<Reason> entries) {}

  /**
   * One match of a rule that gives or takes the tag, or a user's act, and what became of it.
   *
   * @param origin what brought it about
   * @param rule id of the rule; absent for what a user did
   * @param ruleName its shown name in the version that judged; absent likewise
   * @param version rule version that judged; absent likewise
   * @param eventId the event
   * @param eventType its type
   * @param occurredAt when it happened
   * @param points tag points that it gives today
   * @param potential tag points without caps
   * @param outcome what became of the match
   * @param reason why less than all points were given; absent when all were
   * @param words the verdict in words
   * @param capValue value of the cap's {@code per} field; absent for a cap without one
   * @param window the assignments that filled the cap, oldest first; absent unless it did
   * @param nextFree when the rule could give the tag again; absent unless capped
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Reason(
      TagOrigin origin,
      String rule,
      String ruleName,
      Integer version,
      UUID eventId,
      String eventType,
      Instant occurredAt,
      Points points,
      Points potential,
      Outcome outcome,
      Suppression reason,
      String words,
      String capValue,
      List<Award> window,
      Instant nextFree) {

    static Reason of(Why why) {
      Match match = why.entry().match();
      return new Reason(
          why.origin(),
          why.rule().map(TagRule::id).orElse(null),
          why.rule().map(TagRule::name).orElse(null),
          why.rule().map(TagRule::version).orElse(null),
          match.eventId(),
          match.eventType(),
          match.occurredAt(),
          new Points(why.entry().awarded()),
          new Points(match.potential()),
          why.entry().reason() == null || why.entry().awarded() != 0
              ? Outcome.AWARDED
              : Outcome.SUPPRESSED,
          why.entry().reason(),
          why.words(),
          match.capValue(),
          why.window().map(CapWindow::awards).map(Award::of).orElse(null),
          why.nextFree().orElse(null));
    }
  }

  /**
   * An assignment that took up room under a cap.
   *
   * @param eventId the event
   * @param occurredAt when it happened
   */
  record Award(UUID eventId, Instant occurredAt) {
    static List<Award> of(List<Entry> entries) {
      return entries.stream()
          .map(entry -> new Award(entry.match().eventId(), entry.match().occurredAt()))
          .toList();
    }
  }

  /**
   * What was recorded.
   *
   * @param actId id of the act, which the explanations name as the event
   * @param tag key of the tag
   * @param act what was done
   * @param points points that it adds; 0 for {@code REMOVE}, and where there was nothing to do
   * @param from score before; absent where there was none, and for everything but {@code SET}
   * @param operation id of the operation
   * @param author who did it
   * @param reason why
   * @param at when
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Done(
      UUID actId,
      String tag,
      TagAct.Kind act,
      Points points,
      Points from,
      String operation,
      String author,
      String reason,
      Instant at) {

    static Done of(TagAct act) {
      return new Done(
          act.actId(),
          act.tag(),
          act.kind(),
          act.points(),
          act.from(),
          act.operation(),
          act.author(),
          act.reason(),
          act.at());
    }
  }
}
