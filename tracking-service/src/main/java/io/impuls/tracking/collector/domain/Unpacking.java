package io.impuls.tracking.collector.domain;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Unpacks gzip up to a bound: a small body can hold gigabytes of zeros. */
public sealed interface Unpacking {

  /** The content. */
  record Unpacked(byte[] body) implements Unpacking {}

  /** There is more content than the bound. */
  record TooLarge() implements Unpacking {}

  /** It is not gzip, or cut short. */
  record Broken() implements Unpacking {}

  /** Whether the bytes begin like gzip, whatever the headers say. */
  static boolean isPacked(byte[] body) {
    return body.length > 2 && body[0] == 0x1F && body[1] == (byte) 0x8B;
  }

  /** Unpacks at most {@code most} bytes. */
  static Unpacking of(byte[] packed, int most) {
    ByteArrayOutputStream content = new ByteArrayOutputStream(Math.min(most, packed.length * 4));
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), 8_192)) {
      byte[] piece = new byte[8_192];
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        if (content.size() + n > most) {
          return new TooLarge();
        }
        content.write(piece, 0, n);
      }
      return new Unpacked(content.toByteArray());
    } catch (IOException e) {
      return new Broken();
    }
  }
}
