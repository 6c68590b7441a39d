package io.impuls.segmentation.api;

import io.impuls.contracts.Points;
import io.impuls.contracts.tag.TagAct;
import io.impuls.contracts.tag.TagAct.Kind;
import io.impuls.contracts.tag.TagOrigin;
import io.impuls.segmentation.config.SegmentationConfig;
import io.impuls.segmentation.domain.ByHand;
import io.impuls.segmentation.domain.Tag;
import io.impuls.segmentation.domain.TagActs;
import io.impuls.service.hop.OneHop;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Records what users do to tags by hand, in their name. */
@Singleton
class HandDesk {

  /** How far back an operation can be undone, where the ledger keeps single entries for so long. */
  private static final Duration UNDO = Duration.ofDays(30);

  private final TagActs acts;
  private final InstantSource clock;
  private final Duration undo;

  HandDesk(TagActs acts, InstantSource clock, SegmentationConfig config) {
    this.acts = acts;
    this.clock = clock;
    Duration kept = SegmentationConfig.retention(config);
    this.undo = kept.compareTo(UNDO) < 0 ? kept : UNDO;
  }

  /**
   * Who does something, and why.
   *
   * @param workspace the tenant
   * @param author the token's subject
   * @param operation id of the operation
   * @param reason why
   */
  record Why(UUID workspace, String author, String operation, String reason) {}

  /** Records a new score, as the difference to the one before; nothing where there is none. */
  TagAct set(Why why, UUID person, Tag tag, Points score, Points before) {
    Points from = before == null ? Points.ZERO : before;
    TagAct act =
        act(why, person, tag, Kind.SET, score.minus(from), before, TagOrigin.MANUAL, now());
    if (act.points().thousandths() != 0) {
      record(List.of(act));
    }
    return act;
  }

  /** Records a change of one person's tag. */
  TagAct change(Why why, UUID person, Tag tag, Kind kind, Points points) {
    TagAct act = act(why, person, tag, kind, points, null, TagOrigin.MANUAL, now());
    record(List.of(act));
    return act;
  }

  /** Records the same change for a list of persons, and gives how many they are. */
  int change(Why why, List<UUID> persons, Tag tag, Kind kind, Points points) {
    Instant now = now();
    List<TagAct> all =
        persons.stream()
            .distinct()
            .map(person -> act(why, person, tag, kind, points, null, TagOrigin.BULK, now))
            .toList();
    record(all);
    return all.size();
  }

  /** Takes back what an operation did, and gives to how many tags of persons that was. */
  int undo(Why why) {
    Instant now = now();
    List<TagAct> done =
        acts
            .of(why.workspace(), why.operation(), now.minus(undo))
            .orElseThrow(OneHop::moving)
            .stream()
            .filter(act -> act.kind() != Kind.UNDO)
            .toList();
    if (done.isEmpty()) {
      throw new ProblemException(
          Problem.notFound(
              "There is no operation '%s' in the last %d days"
                  .formatted(why.operation(), undo.toDays())));
    }
    List<TagAct> undoing = done.stream().map(act -> undoing(act, why, now)).distinct().toList();
    record(undoing);
    return undoing.size();
  }

  private static TagAct undoing(TagAct act, Why why, Instant now) {
    return new TagAct(
        act.workspace(),
        ByHand.undoing(act.actId()),
        act.operation(),
        act.person(),
        act.tag(),
        act.name(),
        Kind.UNDO,
        Points.ZERO,
        null,
        act.actId(),
        act.origin(),
        why.author(),
        why.reason().strip(),
        now);
  }

  private static TagAct act(
      Why why,
      UUID person,
      Tag tag,
      Kind kind,
      Points points,
      Points from,
      TagOrigin origin,
      Instant at) {
    return new TagAct(
        why.workspace(),
        ByHand.id(why.workspace(), why.operation(), person, tag.key()),
        why.operation(),
        person,
        tag.key(),
        tag.name(),
        kind,
        points,
        from,
        null,
        origin,
        why.author(),
        why.reason().strip(),
        at);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void record(List<TagAct> all) {
    if (!acts.take(all)) {
      throw new ProblemException(
          Problem.unavailable(
              "Nobody knows whether all of it was recorded: send the same again, with the same"
                  + " \"operation\"; what was recorded counts once"),
          OneHop.RETRY_AFTER);
    }
  }
}
