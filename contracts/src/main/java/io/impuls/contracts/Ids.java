package io.impuls.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The deterministic ids of Impuls: each is a name-based UUID version 5 (RFC 9562), so the same
 * input gives the same id on every run and every instance.
 */
public final class Ids {

  private static final char SEPARATOR = '\u001f';

  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Ids() {}

  /** Id of an event: the same client id from the same source of a workspace is the same event. */
  public static UUID event(UUID workspace, String source, String clientId) {
    return uuid5(workspace, "event", source, clientId);
  }

  /**
   * Id of a person, named by the first identifier that was seen of them. A {@code RECIPIENT} is a
   * person's id already.
   */
  public static UUID person(UUID workspace, Identifier first) {
    if (first.kind() == Identifier.Kind.RECIPIENT && UUID_TEXT.matcher(first.value()).matches()) {
      return UUID.fromString(first.value());
    }
    return uuid5(workspace, "person", first.kind().name(), first.value());
  }

  /** Id of a session: the device and the event that opened it. */
  public static UUID session(UUID workspace, Identifier device, UUID openingEvent) {
    return uuid5(workspace, "session", device.value(), openingEvent.toString());
  }

  /** Id of the one send of a campaign to a person. */
  public static UUID send(UUID workspace, String campaign, UUID person) {
    return uuid5(workspace, "send", campaign, person.toString());
  }

  /** Id of a record that the resolver derives from others, such as a merge or a session end. */
  public static UUID derived(UUID workspace, String kind, String... parts) {
    String[] name = new String[parts.length + 1];
    name[0] = kind;
    System.arraycopy(parts, 0, name, 1, parts.length);
    return uuid5(workspace, name);
  }

  /**
   * Compares two ids as unsigned bytes, the tie-break of the total order (semantics I2). {@link
   * UUID#compareTo} compares signed halves and must not be used for it.
   */
  public static int compareUnsigned(UUID a, UUID b) {
    int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
  }

  private static UUID uuid5(UUID namespace, String... parts) {
    MessageDigest sha1;
    try {
      sha1 = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
    sha1.update(
        ByteBuffer.allocate(16)
            .putLong(namespace.getMostSignificantBits())
            .putLong(namespace.getLeastSignificantBits())
            .array());
    sha1.update(String.join(String.valueOf(SEPARATOR), parts).getBytes(StandardCharsets.UTF_8));
    ByteBuffer hash = ByteBuffer.wrap(sha1.digest());
    long high = (hash.getLong() & ~0xF000L) | 0x5000L;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
