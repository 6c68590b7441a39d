package io.impuls.segmentation.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.impuls.contracts.tag.SegmentSnapshot;
import io.impuls.segmentation.domain.segment.Snapshots;
import io.impuls.service.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class MemberLinesTest {

  private static final UUID WORKSPACE = new UUID(0, 1);
  private static final UUID ANNA = new UUID(0, 2);
  private static final UUID BERT = new UUID(0, 3);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void eachMemberIsALine() throws IOException {
    lines(true, part(0, ANNA), part(1, BERT)).write(out);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("{\"person\":\"" + ANNA + "\"}\n{\"person\":\"" + BERT + "\"}\n");
  }

  /** An answer that ends without its last lines and without a fault looks like the whole list. */
  @Test
  void aListThatEndsEarlyBreaksTheAnswerOff() {
    assertThatThrownBy(() -> lines(false, part(0, ANNA)).write(out))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void aListThatCannotBeReadBreaksTheAnswerOff() {
    Snapshots unreadable =
        reading(
            visitor -> {
              throw new Snapshots.UnreadableException(null);
            });

    assertThatThrownBy(() -> new MemberLines(unreadable, WORKSPACE, "x").write(out))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void aListenerWhoHangsUpIsNoFaultOfTheList() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("closed");
          }
        };

    assertThatThrownBy(() -> lines(true, part(0, ANNA)).write(closed))
        .isInstanceOf(IOException.class)
        .hasMessage("closed");
  }

  private static MemberLines lines(boolean whole, SegmentSnapshot... parts) {
    return new MemberLines(
        reading(
            visitor -> {
              for (SegmentSnapshot part : parts) {
                assertThat(visitor.test(part)).isTrue();
              }
              return whole;
            }),
        WORKSPACE,
        "x");
  }

  private static Snapshots reading(Predicate<Predicate<SegmentSnapshot>> reader) {
    return new Snapshots() {
      @Override
      public Optional<String> keep(List<SegmentSnapshot> parts) {
        throw new UnsupportedOperationException();
      }

      @Override
      public boolean read(UUID workspace, String name, Predicate<SegmentSnapshot> visitor) {
        return reader.test(visitor);
      }
    };
  }

  private static SegmentSnapshot part(int part, UUID person) {
    return new SegmentSnapshot(
        WORKSPACE, new UUID(0, 9), "s", 1, Instant.EPOCH, "ola", part, 2, 2, List.of(person));
  }
}
