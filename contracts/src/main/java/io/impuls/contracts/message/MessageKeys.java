package io.impuls.contracts.message;

import io.impuls.contracts.Ids;
import io.impuls.contracts.message.MessageToken.Use;
import java.nio.BufferUnderflowException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Seals and opens tokens. To rotate, put a new key first: it seals from then on, and the old ones
 * open what is already in somebody's mailbox. A key that is taken out makes all its links unknown,
 * also those to unsubscribe by, so keep it as long as its mails may be read.
 */
public final class MessageKeys {

  /** No keys: opens nothing. */
  public static final MessageKeys NONE = new MessageKeys(List.of());

  /** Characters of a token: one with the longest address and names has less. */
  public static final int LONGEST_TOKEN = 4_000;

  private static final int SIGNATURE = 16;

  /**
   * Bytes of a signature in an SMS, where each costs. Guessing 64 bits takes 10^11 years at a
   * million requests a second, and gains one click.
   */
  private static final int SHORT_SIGNATURE = 8;

  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder BYTES = Base64.getUrlDecoder();

  private final Map<String, MessageKey> keys = new LinkedHashMap<>();

  /** Makes a ring of keys; of those that sign for a workspace, the first seals. */
  public MessageKeys(List<MessageKey> keys) {
    for (MessageKey key : keys) {
      if (this.keys.put(key.id(), key) != null) {
        throw new IllegalArgumentException("two message keys are called " + key.id());
      }
    }
  }

  /** Reads a ring from settings, each as {@link MessageKey#parse} has it. */
  public static MessageKeys parse(List<String> settings) {
    return new MessageKeys(settings.stream().map(MessageKey::parse).toList());
  }

  /** Whether there is any key. */
  public boolean any() {
    return !keys.isEmpty();
  }

  /** Whether there is a key that seals for a workspace. */
  public boolean sealFor(UUID workspace) {
    return keys.values().stream().anyMatch(key -> key.signsFor(workspace));
  }

  /** Gives the token as text for a URL: opaque, of letters, digits, {@code -} and {@code _}. */
  public String seal(MessageToken token) {
    MessageKey key =
        keys.values().stream()
            .filter(k -> k.signsFor(token.workspace()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no message key for the workspace"));
    return sealed(TokenForm.whole(token, key.id()), key, SIGNATURE);
  }

  /**
   * Gives the shortest form of a token, for an SMS. It leaves out the workspace, so it takes a key
   * of that workspace alone, and the message, which the campaign and the person name.
   */
  public String sealShort(MessageToken token) {
    if (token.use() != Use.SMS_CLICK) {
      throw new IllegalArgumentException("only links of an SMS need be short");
    }
    if (token.personal()
        && !token.message().equals(Ids.send(token.workspace(), token.campaign(), token.person()))) {
      throw new IllegalArgumentException("only the send of a campaign has a short token");
    }
    MessageKey key =
        keys.values().stream()
            .filter(k -> token.workspace().equals(k.workspace()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no message key of the workspace alone"));
    return sealed(TokenForm.brief(token, key.id()), key, SHORT_SIGNATURE);
  }

  /**
   * Gives what a text from a URL says; empty when it is not a token for that use, sealed by one of
   * the keys. Never throws, and takes the same time wherever a signature differs.
   */
  public Optional<MessageToken> open(String text, Use use) {
    if (text == null || text.length() > LONGEST_TOKEN) {
      return Optional.empty();
    }
    try {
      byte[] bytes = BYTES.decode(text);
      // one token has one spelling: leftover bits and padding would make others
      return TEXT.encodeToString(bytes).equals(text)
          ? open(bytes).filter(token -> token.use() == use)
          : Optional.empty();
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  private Optional<MessageToken> open(byte[] bytes) {
    if (bytes.length == 0 || !TokenForm.isWhole(bytes) && !TokenForm.isShort(bytes)) {
      return Optional.empty();
    }
    boolean brief = TokenForm.isShort(bytes);
    int end = bytes.length - (brief ? SHORT_SIGNATURE : SIGNATURE);
    MessageKey key = keys.get(TokenForm.keyId(bytes));
    if (key == null || end < 1 || brief && key.workspace() == null) {
      return Optional.empty();
    }
    byte[] sent = Arrays.copyOfRange(bytes, end, bytes.length);
    if (!MessageDigest.isEqual(sent, key.signature(bytes, end, sent.length))) {
      return Optional.empty();
    }
    MessageToken token = TokenForm.read(bytes, end, key.workspace());
    return Optional.of(token).filter(t -> key.signsFor(t.workspace()));
  }

  private static String sealed(byte[] body, MessageKey key, int length) {
    byte[] token = Arrays.copyOf(body, body.length + length);
    System.arraycopy(key.signature(body, body.length, length), 0, token, body.length, length);
    return TEXT.encodeToString(token);
  }
}
