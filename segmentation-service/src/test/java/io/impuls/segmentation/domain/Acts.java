package io.impuls.segmentation.domain;

import io.impuls.contracts.Points;
import io.impuls.contracts.tag.TagAct;
import io.impuls.contracts.tag.TagAct.Kind;
import io.impuls.contracts.tag.TagOrigin;
import java.time.Instant;
import java.util.UUID;

/** What users do to tags by hand in these tests. */
public final class Acts {

  private Acts() {}

  /** Somebody added points to a tag, or took them from it. */
  public static TagAct added(UUID person, String tag, long points, String at) {
    return act(person, tag, Kind.ADD, points, null, "add" + at, at);
  }

  /** Somebody set a tag's score, and what this made of it then. */
  public static TagAct set(UUID person, String tag, long difference, String at) {
    return act(person, tag, Kind.SET, difference, null, "set" + at, at);
  }

  /** Somebody removed a tag. */
  public static TagAct removed(UUID person, String tag, String at) {
    return act(person, tag, Kind.REMOVE, 0, null, "remove" + at, at);
  }

  /** Somebody took an act back. */
  public static TagAct undone(TagAct act, String at) {
    return act(act.person(), act.tag(), Kind.UNDO, 0, act.actId(), act.operation(), at);
  }

  /** The same as one of a list. */
  public static TagAct inBulk(TagAct act) {
    return new TagAct(
        act.workspace(),
        act.actId(),
        act.operation(),
        act.person(),
        act.tag(),
        act.name(),
        act.kind(),
        act.points(),
        act.from(),
        act.undoes(),
        TagOrigin.BULK,
        act.author(),
        act.reason(),
        act.at());
  }

  private static TagAct act(
      UUID person, String tag, Kind kind, long points, UUID undoes, String operation, String at) {
    return new TagAct(
        Events.WORKSPACE,
        undoes == null
            ? ByHand.id(Events.WORKSPACE, operation, person, tag)
            : ByHand.undoing(undoes),
        operation,
        person,
        tag,
        tag,
        kind,
        Points.of(points),
        null,
        undoes,
        TagOrigin.MANUAL,
        "ola",
        "asked for",
        Instant.parse(at));
  }
}
