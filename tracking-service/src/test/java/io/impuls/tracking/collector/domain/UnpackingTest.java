package io.impuls.tracking.collector.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class UnpackingTest {

  private static final int MOST = 2_500_000;

  @Test
  void unpacksUpToTheBound() throws IOException {
    Unpacking unpacking = Unpacking.of(packed(MOST), MOST);

    assertThat(unpacking).isInstanceOf(Unpacking.Unpacked.class);
    assertThat(((Unpacking.Unpacked) unpacking).body()).hasSize(MOST);
  }

  @Test
  void stopsAtABomb() throws IOException {
    byte[] bomb = packed(100_000_000);

    assertThat(bomb).hasSizeLessThan(200_000);
    assertThat(Unpacking.of(bomb, MOST)).isInstanceOf(Unpacking.TooLarge.class);
  }

  @Test
  void noticesWhatIsCutShort() throws IOException {
    byte[] whole = packed(10_000);

    assertThat(Unpacking.of(Arrays.copyOf(whole, whole.length / 2), MOST))
        .isInstanceOf(Unpacking.Broken.class);
  }

  private static byte[] packed(int zeros) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      byte[] piece = new byte[10_000];
      for (int left = zeros; left > 0; left -= piece.length) {
        out.write(piece, 0, Math.min(left, piece.length));
      }
    }
    return packed.toByteArray();
  }
}
