package io.impuls.segmentation.domain;

import io.impuls.contracts.Ids;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.tag.TagAct;
import io.impuls.contracts.tag.TagAct.Kind;
import io.impuls.contracts.tag.TagOrigin;
import io.impuls.rules.ledger.Match;
import java.util.Optional;
import java.util.UUID;

/**
 * What users do to tags by hand, as entries of the ledger: no cap and no quiet hours hold them.
 * Each tag has a lineage of its own for them, which no rule can have.
 */
public final class ByHand {

  private static final String LINEAGE = "~hand/";
  private static final String CHANGED = "tag.changed-by-hand";
  private static final String CHANGED_IN_BULK = "tag.changed-in-bulk";
  private static final String REMOVED = "tag.removed-by-hand";
  private static final String REMOVED_IN_BULK = "tag.removed-in-bulk";
  private static final String UNDONE = "tag.change-undone";
  private static final String UNDONE_IN_BULK = "tag.changes-undone";

  /** Of all entries by hand. */
  private static final int VERSION = 1;

  private ByHand() {}

  /** Gives the id of an act: the same operation on the same tag of the same person is the same. */
  public static UUID id(UUID workspace, String operation, UUID person, String tag) {
    return Ids.derived(workspace, CHANGED, operation, person.toString(), tag);
  }

  /** Gives the id of the act that takes back another. */
  public static UUID undoing(UUID act) {
    return Ids.derived(act, UNDONE);
  }

  /** Gives the match that stands for an act. */
  public static Match match(TagAct act) {
    return new Match(
        lineage(act.tag()),
        VERSION,
        null,
        act.at(),
        act.actId(),
        type(act),
        act.at(),
        act.person(),
        act.points().thousandths(),
        null,
        words(act));
  }

  /** Gives the act as the cause of what it changes. */
  public static Cause cause(TagAct act) {
    return new Cause(act.actId(), type(act), act.at(), act.at());
  }

  /** Gives the lineage of what users do to a tag. */
  static String lineage(String tag) {
    return LINEAGE + tag;
  }

  /** Gives the key of the tag whose entries by hand have a lineage; empty for a rule's. */
  static Optional<String> tag(String lineage) {
    return lineage.startsWith(LINEAGE)
        ? Optional.of(lineage.substring(LINEAGE.length()))
        : Optional.empty();
  }

  /** Whether a user brought a match about. */
  public static boolean is(Match match) {
    return match.lineage().startsWith(LINEAGE);
  }

  static boolean removes(Match match) {
    return match.eventType().equals(REMOVED) || match.eventType().equals(REMOVED_IN_BULK);
  }

  public static boolean undoes(Match match) {
    return match.eventType().equals(UNDONE) || match.eventType().equals(UNDONE_IN_BULK);
  }

  /** Gives what brought a match about. */
  public static TagOrigin origin(Match match) {
    if (!is(match)) {
      return TagOrigin.RULE;
    }
    return switch (match.eventType()) {
      case CHANGED_IN_BULK, REMOVED_IN_BULK, UNDONE_IN_BULK -> TagOrigin.BULK;
      default -> TagOrigin.MANUAL;
    };
  }

  private static String type(TagAct act) {
    boolean bulk = act.origin() == TagOrigin.BULK;
    return switch (act.kind()) {
      case SET, ADD -> bulk ? CHANGED_IN_BULK : CHANGED;
      case REMOVE -> bulk ? REMOVED_IN_BULK : REMOVED;
      case UNDO -> bulk ? UNDONE_IN_BULK : UNDONE;
    };
  }

  private static String words(TagAct act) {
    String done =
        switch (act.kind()) {
          case SET ->
              "set from %s to %s"
                  .formatted(
                      act.from() == null ? "none" : act.from(),
                      act.from() == null ? act.points() : act.from().plus(act.points()));
          case ADD -> act.points().thousandths() < 0 ? "taken from" : "added to";
          case REMOVE -> "removed";
          case UNDO -> "undone";
        };
    String operation = act.kind() == Kind.SET ? "" : " (operation " + act.operation() + ")";
    return done + " by " + act.author() + operation + ": " + act.reason();
  }
}
