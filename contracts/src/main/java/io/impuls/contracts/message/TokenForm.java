package io.impuls.contracts.message;

import io.impuls.contracts.Ids;
import io.impuls.contracts.message.MessageToken.Use;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * The bytes of a token ahead of its signature. The first byte tells the form, so that another can
 * come one day; an address is last and has no length. Texts are one byte of length and UTF-8.
 *
 * <pre>
 * whole  0x10 | personal  key  use  workspace 16  [person 16  message 16]  campaign  link  address
 * short  0x20 | personal | https << 1  key  [person 16]  campaign  link  address without its scheme
 * </pre>
 */
final class TokenForm {

  private static final int WHOLE = 0x10;
  private static final int SHORT = 0x20;
  private static final int FORM = 0xF0;
  private static final int PERSONAL = 1;
  private static final int HTTPS = 2;

  /** More than the head, a key's id, three ids and two names take. */
  private static final int ROOM = 1 + 17 + 1 + 48 + 2 * (1 + MessageToken.LONGEST_NAME);

  private TokenForm() {}

  static boolean isShort(byte[] token) {
    return (token[0] & FORM) == SHORT;
  }

  static boolean isWhole(byte[] token) {
    return (token[0] & FORM) == WHOLE;
  }

  static String keyId(byte[] token) {
    return text(ByteBuffer.wrap(token, 1, token.length - 1));
  }

  static byte[] whole(MessageToken token, String key) {
    ByteBuffer bytes = room(token);
    bytes.put((byte) (WHOLE | (token.personal() ? PERSONAL : 0)));
    put(bytes, key);
    bytes.put((byte) token.use().code());
    put(bytes, token.workspace());
    if (token.personal()) {
      put(bytes, token.person());
      put(bytes, token.message());
    }
    put(bytes, token.campaign());
    put(bytes, token.link());
    if (token.url() != null) {
      bytes.put(token.url().getBytes(StandardCharsets.US_ASCII));
    }
    return written(bytes);
  }

  static byte[] brief(MessageToken token, String key) {
    boolean https = token.url().startsWith("https:");
    ByteBuffer bytes = room(token);
    bytes.put((byte) (SHORT | (token.personal() ? PERSONAL : 0) | (https ? HTTPS : 0)));
    put(bytes, key);
    if (token.personal()) {
      put(bytes, token.person());
    }
    put(bytes, token.campaign());
    put(bytes, token.link());
    bytes.put(
        token
            .url()
            .substring((https ? "https://" : "http://").length())
            .getBytes(StandardCharsets.US_ASCII));
    return written(bytes);
  }

  /**
   * Reads a token whose signature was found right.
   *
   * @param workspace whose key signed it; null for a key of everybody
   */
  static MessageToken read(byte[] token, int to, UUID workspace) {
    ByteBuffer bytes = ByteBuffer.wrap(token, 0, to);
    int head = bytes.get();
    boolean personal = (head & PERSONAL) != 0;
    text(bytes);
    if ((head & FORM) == SHORT) {
      UUID person = personal ? id(bytes) : null;
      String campaign = text(bytes);
      UUID message = personal ? Ids.send(workspace, campaign, person) : null;
      String link = text(bytes);
      String url = ((head & HTTPS) != 0 ? "https://" : "http://") + rest(bytes);
      return new MessageToken(Use.SMS_CLICK, workspace, person, message, campaign, link, url);
    }
    Use use = use(bytes.get());
    UUID tenant = id(bytes);
    UUID person = personal ? id(bytes) : null;
    UUID message = personal ? id(bytes) : null;
    String campaign = text(bytes);
    String link = text(bytes);
    String url = rest(bytes);
    return new MessageToken(
        use, tenant, person, message, campaign, link, url.isEmpty() ? null : url);
  }

  private static ByteBuffer room(MessageToken token) {
    return ByteBuffer.allocate(ROOM + (token.url() == null ? 0 : token.url().length()));
  }

  private static byte[] written(ByteBuffer bytes) {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static void put(ByteBuffer bytes, UUID id) {
    bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static void put(ByteBuffer bytes, String text) {
    byte[] utf8 = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    bytes.put((byte) utf8.length).put(utf8);
  }

  private static UUID id(ByteBuffer bytes) {
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  /** Gives the text; null for an empty one. */
  private static String text(ByteBuffer bytes) {
    byte[] utf8 = new byte[Byte.toUnsignedInt(bytes.get())];
    bytes.get(utf8);
    return utf8.length == 0 ? null : new String(utf8, StandardCharsets.UTF_8);
  }

  private static String rest(ByteBuffer bytes) {
    byte[] ascii = new byte[bytes.remaining()];
    bytes.get(ascii);
    return new String(ascii, StandardCharsets.US_ASCII);
  }

  private static Use use(int code) {
    for (Use use : Use.values()) {
      if (use.code() == code) {
        return use;
      }
    }
    throw new IllegalArgumentException("no use has the code " + code);
  }
}
