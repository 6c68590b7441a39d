package io.impuls.streams.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Split;
import io.impuls.contracts.score.Suppression;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.Move;
import io.impuls.rules.ledger.Moves;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rows come back as they were put, and those of the release before are read. */
class StoredFormsTest {

  private static final UUID ANNA = new UUID(0, 10);
  private static final UUID BERT = new UUID(0, 11);
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final byte[] PERSON = LedgerKeys.person(new PersonKey(new UUID(0, 1), ANNA));
  private static final Match MATCH =
      new Match(
          "visit",
          3,
          "/a",
          NOON,
          new UUID(1, 1),
          "page.viewed",
          NOON,
          ANNA,
          30_000,
          Suppression.ROBOT,
          "a robot");

  @Test
  void anEntryKeepsByWhomItIsNamedAndSinceWhenItIsThere() {
    Match moved = Move.of(new Merge(ANNA, BERT, null, BERT), NOON.plusSeconds(1)).apply(MATCH);
    Entry entry = new Entry(moved, 0, Suppression.ROBOT);

    assertThat(EntryCodec.read(LedgerKeys.match(PERSON, moved), EntryCodec.write(entry)))
        .isEqualTo(entry);
    assertThat(moved.namedPerson()).isEqualTo(BERT);
  }

  @Test
  void anEntryOfTheReleaseBeforeIsNamedByItsOriginalPerson() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(1);
      out.writeUTF("visit");
      out.writeInt(3);
      text(out, "/a");
      text(out, "page.viewed");
      out.writeLong(NOON.toEpochMilli());
      id(out, ANNA);
      out.writeLong(30_000);
      out.writeByte(Suppression.ROBOT.ordinal());
      text(out, "a robot");
      out.writeLong(0);
      out.writeByte(Suppression.ROBOT.ordinal());
    }

    assertThat(EntryCodec.read(LedgerKeys.match(PERSON, MATCH), bytes.toByteArray()))
        .isEqualTo(new Entry(MATCH, 0, Suppression.ROBOT));
  }

  @Test
  void aHeadKeepsWhatLeft() {
    Moves moves =
        Moves.NONE
            .with(Move.of(new Merge(ANNA, BERT, NOON, BERT), NOON))
            .with(Move.of(new Split(ANNA, BERT, ANNA), NOON.plusSeconds(1)))
            .with(Move.of(new Split(ANNA, BERT, ANNA, NOON, NOON, BERT), NOON.plusSeconds(2)))
            .restored(NOON.plusSeconds(3));
    Head<Long> head = new Head<>(7, moves, 9L);

    assertThat(Head.read(head.write(new VisitOwner()), new VisitOwner())).isEqualTo(head);
  }

  @Test
  void aHeadOfTheReleaseBeforeKnowsWhoContinues() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(1);
      out.writeLong(7);
      out.writeBoolean(true);
      id(out, BERT);
      out.writeLong(0);
    }

    Head<Long> head = Head.read(bytes.toByteArray(), new VisitOwner());

    assertThat(head.version()).isEqualTo(7);
    assertThat(head.alias()).contains(BERT);
    assertThat(head.answeredBy(0L)).contains(BERT);
    assertThat(head.moves().place(MATCH, ANNA).into()).isEqualTo(BERT);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    out.writeInt(text.length());
    out.writeBytes(text);
  }

  private static void id(DataOutputStream out, UUID id) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }
}
