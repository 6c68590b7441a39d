package io.impuls.segmentation.domain.matrix;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.plan.MatrixDefinition.Subject;
import io.impuls.rules.amount.Amount;
import io.impuls.rules.definition.CapPer;
import io.impuls.segmentation.domain.Tag;
import io.impuls.segmentation.domain.TagRule;
import io.impuls.segmentation.domain.TagRule.Time;
import io.impuls.segmentation.domain.Ttl;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One version of a segmentation matrix, compiled.
 *
 * @param id the matrix's id
 * @param version from 1
 * @param name shown name
 * @param rows its rows
 * @param index finds the rows that an event is about
 * @param newTagsPerDay how many different tags rows may take from what a person looks at in a day
 * @param cap how often it may give one tag; empty for always
 * @param ttl how long its tags stay; empty for ever
 * @param active whether it gives anything at all
 */
public record Matrix(
    String id,
    int version,
    String name,
    List<MatrixRow> rows,
    RowIndex index,
    int newTagsPerDay,
    Optional<CapPer> cap,
    Optional<Ttl> ttl,
    boolean active) {

  public Matrix {
    Objects.requireNonNull(id, "id");
    rows = List.copyOf(rows);
    Objects.requireNonNull(index, "index");
    Objects.requireNonNull(cap, "cap");
    Objects.requireNonNull(ttl, "ttl");
  }

  /** Gives what an event is about, in the order of the rows. */
  List<RowHit> hits(Event event) {
    return active ? index.hits(event) : List.of();
  }

  /** Gives the rule that what a lineage of it gives is judged by. */
  TagRule rule(Lineage lineage, Tag tag) {
    Optional<CapPer> limit =
        switch (lineage.kind()) {
          case SEEN -> cap;
          case STAYED -> Optional.of(MatrixHits.ONCE_A_VIEW);
          case TAKEN, CAUGHT -> Optional.empty();
        };
    Time time = new Time(ttl, Optional.empty(), Optional.empty(), Optional.empty());
    return new TagRule(id, version, name, List.of(), tag, Amount.ONE, limit, time, false);
  }

  /** Gives the tags that its rows name, in the order of their keys. */
  List<Tag> named() {
    TreeSet<Tag> tags = new TreeSet<>(java.util.Comparator.comparing(Tag::key));
    for (MatrixRow row : rows) {
      for (MatrixRow.Mark mark : row.marks()) {
        if (!mark.tag().takes()) {
          tags.add(Tag.named(mark.tag().written()));
        }
      }
    }
    return List.copyOf(tags);
  }

  /** Whether some row is about this. */
  boolean about(Subject subject) {
    return rows.stream().anyMatch(row -> row.subject() == subject);
  }
}
