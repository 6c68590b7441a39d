package io.impuls.contracts.message;

import io.impuls.contracts.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/**
 * What a link of a message says. Ids only: whoever reads it learns neither a name nor an address.
 *
 * @param use what the link is for; a token for one use is none for another
 * @param workspace the tenant
 * @param person whom the message was sent to; null in a message to somebody who does not want to be
 *     followed (semantics 3.25)
 * @param message id of the send; null exactly when the person is, as it would name them
 * @param campaign id of the campaign; null outside of one
 * @param link which link of the message; null where there is only one
 * @param url where a click leads: an absolute http or https address; null for other uses
 */
public record MessageToken(
    Use use, UUID workspace, UUID person, UUID message, String campaign, String link, String url) {

  /** Bytes of a campaign's id or a link's name. */
  public static final int LONGEST_NAME = 255;

  /** What a link is for. */
  public enum Use {
    /** The image that says that a mail was opened. */
    OPEN(1),
    /** A link of a mail. */
    CLICK(2),
    /** A link that only machines see. */
    HIDDEN(3),
    /** Unsubscribing. */
    UNSUBSCRIBE(4),
    /** A link of an SMS. */
    SMS_CLICK(5),
    /** No link: travels with a message through its provider and comes back in reports. */
    REPORT(6);

    private final int code;

    Use(int code) {
      this.code = code;
    }

    /** Gives the number that stands in tokens; never changes. */
    int code() {
      return code;
    }

    boolean leadsSomewhere() {
      return this == CLICK || this == SMS_CLICK;
    }

    boolean needsPerson() {
      return this == UNSUBSCRIBE || this == REPORT;
    }
  }

  public MessageToken {
    Objects.requireNonNull(use, "use");
    Objects.requireNonNull(workspace, "workspace");
    if ((person == null) != (message == null)) {
      throw new IllegalArgumentException("a message names its person: both or neither");
    }
    if (person == null && use.needsPerson()) {
      throw new IllegalArgumentException(use + " is about a person");
    }
    if ((url != null) != use.leadsSomewhere()) {
      throw new IllegalArgumentException("a click leads somewhere, and nothing else does");
    }
    if (url != null && !isDestination(url)) {
      throw new IllegalArgumentException("not an absolute web address of at most 2,000 characters");
    }
    requireShort(campaign, "campaign");
    requireShort(link, "link");
  }

  /**
   * Makes the token of a link in a mail.
   *
   * @param campaign id of the campaign, which with the person names the send
   */
  public static MessageToken click(
      UUID workspace, UUID person, String campaign, String link, String url) {
    return of(Use.CLICK, workspace, person, campaign, link, url);
  }

  /** Makes the token of a link in an SMS. */
  public static MessageToken smsClick(
      UUID workspace, UUID person, String campaign, String link, String url) {
    return of(Use.SMS_CLICK, workspace, person, campaign, link, url);
  }

  /** Makes a token without a destination. */
  public static MessageToken of(Use use, UUID workspace, UUID person, String campaign) {
    return of(use, workspace, person, campaign, null, null);
  }

  private static MessageToken of(
      Use use, UUID workspace, UUID person, String campaign, String link, String url) {
    UUID message = person == null ? null : Ids.send(workspace, campaign, person);
    return new MessageToken(use, workspace, person, message, campaign, link, url);
  }

  /** Whether a link of a message may lead to this address. */
  public static boolean isDestination(String url) {
    return Destination.isFit(url);
  }

  /** Gives the same for somebody who does not want to be followed. */
  public MessageToken impersonal() {
    return new MessageToken(use, workspace, null, null, campaign, link, url);
  }

  /** Whether it tells whose it is. */
  public boolean personal() {
    return person != null;
  }

  private static void requireShort(String name, String what) {
    if (name != null
        && (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME)) {
      throw new IllegalArgumentException(what + " must have 1 to 255 bytes");
    }
  }
}
