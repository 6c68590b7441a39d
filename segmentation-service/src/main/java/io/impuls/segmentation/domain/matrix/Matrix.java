package io.impuls.segmentation.domain.matrix;

import io.impuls.contracts.event.Event;
import io.impuls.rules.amount.Amount;
import io.impuls.rules.definition.CapPer;
import io.impuls.rules.ledger.Decay;
import io.impuls.segmentation.domain.Tag;
import io.impuls.segmentation.domain.TagRule;
import io.impuls.segmentation.domain.TagRule.Time;
import io.impuls.segmentation.domain.Ttl;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One version of a segmentation matrix, compiled.
 *
 * @param id the matrix's id
 * @param version from 1
 * @param name shown name
 * @param rows its rows
 * @param shares those of them with a share
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
    List<MatrixRow> shares,
    RowIndex index,
    int newTagsPerDay,
    Optional<CapPer> cap,
    Optional<Ttl> ttl,
    boolean active) {

  public Matrix {
    Objects.requireNonNull(id, "id");
    rows = List.copyOf(rows);
    shares = List.copyOf(shares);
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
          case TAKEN, CAUGHT, LOOKED, PREFERRED -> Optional.empty();
        };
    // a look counts as long as it lies in the window
    Optional<Decay> decay =
        lineage.kind() == Lineage.Kind.LOOKED
            ? Optional.of(Decay.expiring(Duration.ofSeconds(lineage.seconds())))
            : Optional.empty();
    Time time = new Time(ttl, decay, Optional.empty(), Optional.empty());
    return new TagRule(id, version, name, List.of(), tag, Amount.ONE, limit, time, false);
  }

  /** Gives the tags that its rows name. */
  public Stream<Tag> named() {
    return rows.stream()
        .flatMap(row -> row.marks().stream())
        .flatMap(mark -> mark.tag().fixed().stream());
  }

  /** Gives the rows with a share that look at events of a type. */
  List<MatrixRow> shares(String eventType) {
    return active
        ? shares.stream().filter(row -> row.events().contains(eventType)).toList()
        : List.of();
  }

  /** Gives the row by which a preferred tag is judged; empty where this version has none. */
  Optional<MatrixRow> share(Lineage lineage) {
    return shares.stream()
        .filter(row -> row.share().orElseThrow().within().toSeconds() == lineage.seconds())
        .filter(
            row ->
                row.marks().stream()
                    .anyMatch(mark -> mark.tag().fixed().orElseThrow().key().equals(lineage.key())))
        .findFirst();
  }
}
