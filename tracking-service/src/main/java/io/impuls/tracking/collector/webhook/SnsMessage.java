package io.impuls.tracking.collector.webhook;

import io.impuls.tracking.collector.protocol.Facts;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The envelope in which Amazon SNS delivers, not believed yet.
 *
 * @param fields as sent
 */
record SnsMessage(Facts fields) {

  /** What most messages are. */
  static final String NOTIFICATION = "Notification";

  /** Asks once whether we want the topic's messages. */
  static final String CONFIRMATION = "SubscriptionConfirmation";

  private static final List<String> SIGNED_OF_NOTIFICATIONS =
      List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");

  private static final List<String> SIGNED_OF_CONFIRMATIONS =
      List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

  private static final Pattern ARN =
      Pattern.compile(
          "arn:aws[a-z-]{0,12}:sns:([a-z0-9-]{1,30}):[0-9]{1,20}:[A-Za-z0-9_.-]{1,256}");

  private static final Pattern CERTIFICATE = Pattern.compile("/[A-Za-z0-9_-]{1,100}\\.pem");

  private static final int HTTPS_PORT = 443;

  String type() {
    return text("Type");
  }

  String topic() {
    return text("TopicArn");
  }

  /** Gives the text of a field as it is, unlike {@link Facts#text}; null when it is none. */
  String text(String name) {
    return fields.values().get(name) instanceof String text ? text : null;
  }

  /** Gives when it was published; empty when it does not say so. */
  Optional<Instant> publishedAt() {
    try {
      return Optional.ofNullable(text("Timestamp")).map(Instant::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Gives what the signature is over. */
  byte[] signedText() {
    StringBuilder signed = new StringBuilder();
    for (String name :
        NOTIFICATION.equals(type()) ? SIGNED_OF_NOTIFICATIONS : SIGNED_OF_CONFIRMATIONS) {
      String value = text(name);
      if (value != null) {
        signed.append(name).append('\n').append(value).append('\n');
      }
    }
    return signed.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Gives the name of the algorithm that signed it; empty for one that we do not know. */
  Optional<String> algorithm() {
    return switch (String.valueOf(text("SignatureVersion"))) {
      case "1" -> Optional.of("SHA1withRSA");
      case "2" -> Optional.of("SHA256withRSA");
      default -> Optional.empty();
    };
  }

  /** Gives where its certificate is; empty unless that is the service in the topic's region. */
  Optional<URI> certificate() {
    return own(text("SigningCertURL"))
        .filter(address -> CERTIFICATE.matcher(address.getRawPath()).matches())
        .filter(address -> address.getRawQuery() == null);
  }

  /** Gives where to confirm; empty unless that is the service in the topic's region. */
  Optional<URI> confirmation() {
    return own(text("SubscribeURL"))
        .filter(address -> address.getRawPath().equals("/"))
        .filter(
            address -> "ConfirmSubscription".equals(Form.of(address.getRawQuery()).text("Action")));
  }

  /** Nobody makes us call another host: not by port, user, look-alike or path. */
  private Optional<URI> own(String text) {
    Matcher arn = ARN.matcher(String.valueOf(topic()));
    if (text == null || !arn.matches()) {
      return Optional.empty();
    }
    try {
      URI address = new URI(text);
      return Optional.of(address)
          .filter(a -> "https".equals(a.getScheme()))
          .filter(a -> ("sns." + arn.group(1) + ".amazonaws.com").equals(a.getHost()))
          .filter(a -> a.getPort() == -1 || a.getPort() == HTTPS_PORT)
          .filter(a -> a.getRawUserInfo() == null && a.getRawFragment() == null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
