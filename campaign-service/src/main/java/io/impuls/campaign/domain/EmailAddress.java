package io.impuls.campaign.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * An address that mail can be sent to: lower case, plain ASCII, nothing that could break out of a
 * mail header.
 *
 * @param value the address
 */
public record EmailAddress(String value) {

  /** RFC 5321, 4.5.3.1.3: a path has at most 256 octets, two of them the angle brackets. */
  private static final int LONGEST = 254;

  private static final Pattern FORM =
      Pattern.compile("[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?");

  public EmailAddress {
    Objects.requireNonNull(value, "value");
  }

  /** Gives the address, or nothing when mail cannot be sent to it. */
  public static Optional<EmailAddress> of(String text) {
    if (text == null) {
      return Optional.empty();
    }
    String normal = text.strip().toLowerCase(Locale.ROOT);
    return normal.length() <= LONGEST && FORM.matcher(normal).matches()
        ? Optional.of(new EmailAddress(normal))
        : Optional.empty();
  }

  /**
   * Gives what the ledger keeps instead of the address: SHA-256 (hex) of workspace and address, so
   * that the same address in two workspaces cannot be linked.
   */
  public String hash(UUID workspace) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(sha.digest((workspace + "|" + value).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Shows no address: it may stand in a log. */
  @Override
  public String toString() {
    return "EmailAddress[hidden]";
  }
}
