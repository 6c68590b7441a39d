package io.impuls.tracking.collector.assets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A file that ships with the service, ready to be sent.
 *
 * @param contentType media type, with the charset of a text
 * @param plain its bytes
 * @param packed its bytes in gzip
 * @param tag entity tag; weak, because both forms of it have the same
 */
record Asset(String contentType, byte[] plain, byte[] packed, String tag) {

  private static final Map<String, String> TYPES =
      Map.of(
          "js", "text/javascript;charset=utf-8",
          "css", "text/css;charset=utf-8",
          "html", "text/html;charset=utf-8",
          "svg", "image/svg+xml",
          "pdf", "application/pdf");

  /** Half of the hash: more than enough to tell versions apart. */
  private static final int TAG_BYTES = 16;

  /**
   * Reads a resource of the service.
   *
   * @param resource its place on the classpath, beginning with a slash
   * @return empty when there is none
   */
  static Optional<Asset> load(String resource) {
    try (InputStream in = Asset.class.getResourceAsStream(resource)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] plain = in.readAllBytes();
      String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
      return Optional.of(new Asset(type, plain, packed(plain), tag(plain)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] packed(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new SmallestGzip(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static String tag(byte[] plain) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(plain);
      return "W/\"" + HexFormat.of().formatHex(Arrays.copyOf(hash, TAG_BYTES)) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Packed once and sent often. */
  private static final class SmallestGzip extends GZIPOutputStream {
    SmallestGzip(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
