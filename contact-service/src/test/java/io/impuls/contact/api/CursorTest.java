package io.impuls.contact.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.impuls.contact.domain.ContactQuery;
import io.impuls.contact.domain.Timeline;
import io.impuls.service.problem.ProblemException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @Test
  void comesBackAsThePlaceItWasMadeOf() {
    ContactQuery.Place contact =
        new ContactQuery.Place(
            -1_500, Instant.parse("2026-03-01T10:00:00.123456Z"), new UUID(1, 2));
    Timeline.Place entry =
        new Timeline.Place(Instant.parse("2026-03-01T10:00:00.123Z"), new UUID(1, 2));

    assertThat(Cursor.contacts(Cursor.of(contact))).isEqualTo(contact);
    assertThat(Cursor.timeline(Cursor.of(entry))).isEqualTo(entry);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "%%%", "dDF8bm93fHg", "c1|0|0|0"})
  void isRefusedWhenItIsNone(String text) {
    assertThatThrownBy(() -> Cursor.contacts(text)).isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> Cursor.timeline(text)).isInstanceOf(ProblemException.class);
  }

  @Test
  void isRefusedByAnotherList() {
    String timeline = Cursor.of(new Timeline.Place(Instant.EPOCH, new UUID(1, 2)));

    assertThatThrownBy(() -> Cursor.contacts(timeline)).isInstanceOf(ProblemException.class);
  }
}
