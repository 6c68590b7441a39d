package io.impuls.contracts.tag;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Part of the list of those who were members of a segment when somebody asked. Once all parts are
 * written the list never changes.
 *
 * @param workspace the tenant
 * @param snapshot id of the list
 * @param segment id of the segment
 * @param version version of the segment that was in force
 * @param takenAt when
 * @param author who asked for it
 * @param part number of the part, from 0
 * @param parts how many parts there are
 * @param count how many members there are in all parts
 * @param persons the members of this part, in the order of their ids
 */
public record SegmentSnapshot(
    UUID workspace,
    UUID snapshot,
    String segment,
    int version,
    Instant takenAt,
    String author,
    int part,
    int parts,
    long count,
    List<UUID> persons) {

  public SegmentSnapshot {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(snapshot, "snapshot");
    Objects.requireNonNull(segment, "segment");
    Objects.requireNonNull(takenAt, "takenAt");
    persons = persons == null ? List.of() : List.copyOf(persons);
  }
}
