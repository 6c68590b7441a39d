package io.impuls.contact.domain;

import io.impuls.contracts.Ids;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * One line of a person's timeline.
 *
 * @param workspace the tenant
 * @param person the person as the record named it, aliases not followed
 * @param at event time
 * @param id id of the event, or an id made of the change
 * @param kind what sort of line it is
 * @param type event type, or what changed
 * @param detail what there is to show; must be writable as JSON
 * @param written order of writes to the same line, in microseconds: a later one replaces
 * @param gone whether the line is to go: earlier writes under its id showed what did not hold
 */
public record TimelineEntry(
    UUID workspace,
    UUID person,
    Instant at,
    UUID id,
    Kind kind,
    String type,
    Map<String, Object> detail,
    long written,
    boolean gone) {

  /** Makes a line that is to be shown. */
  public TimelineEntry(
      UUID workspace,
      UUID person,
      Instant at,
      UUID id,
      Kind kind,
      String type,
      Map<String, Object> detail,
      long written) {
    this(workspace, person, at, id, kind, type, detail, written, false);
  }

  /** Newest first; ids ascending within a millisecond. */
  public static final Comparator<TimelineEntry> NEWEST_FIRST =
      Comparator.comparing(TimelineEntry::at)
          .reversed()
          .thenComparing(TimelineEntry::id, Ids::compareUnsigned);

  /** Sorts of line. */
  public enum Kind {
    /** Something the person did, or that was done to them. */
    EVENT,
    /** A visit; one line, which later writes under its id may also move to another time. */
    SESSION,
    /** A score changed. */
    SCORE,
    /** A tag changed. */
    TAG;

    /** Gives the word in the API and in the table. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Gives the kind of a word.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Kind of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
