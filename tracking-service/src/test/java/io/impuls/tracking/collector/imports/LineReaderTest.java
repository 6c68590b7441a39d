package io.impuls.tracking.collector.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LineReaderTest {

  @Test
  void cutsLinesAtTheirEndsWhateverTheEndsAre() throws IOException {
    assertThat(lines("a\r\nb\n\nc", 10)).containsExactly("a", "b", "", "c");
    assertThat(lines("a\n", 10)).containsExactly("a");
    assertThat(lines("", 10)).isEmpty();
    assertThat(lines("\n", 10)).containsExactly("");
  }

  /** One byte too many is enough for its reader to say so. */
  @Test
  void ofALineThatIsTooLongGivesTheBeginning() throws IOException {
    assertThat(lines("x".repeat(300_000) + "\nb", 4)).containsExactly("xxxxx", "b");
  }

  @Property(tries = 300)
  void givesBackWhatWasWrittenHoweverItArrives(
      @ForAll @Size(max = 20)
          List<@StringLength(max = 30) @CharRange(from = ' ', to = '~') String> written,
      @ForAll @IntRange(min = 1, max = 7) int atATime)
      throws IOException {
    StringBuilder text = new StringBuilder();
    written.forEach(line -> text.append(line).append('\n'));

    assertThat(lines(slowly(text.toString(), atATime), 100)).isEqualTo(written);
  }

  private static List<String> lines(String text, int most) throws IOException {
    return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), most);
  }

  private static List<String> lines(InputStream in, int most) throws IOException {
    LineReader reader = new LineReader(in, most);
    List<String> found = new ArrayList<>();
    for (byte[] line = reader.next(); line != null; line = reader.next()) {
      found.add(new String(line, StandardCharsets.UTF_8));
    }
    return found;
  }

  private static InputStream slowly(String text, int atATime) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, atATime));
      }
    };
  }
}
