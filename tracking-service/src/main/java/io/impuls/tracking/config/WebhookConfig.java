package io.impuls.tracking.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Settings of one webhook; which it needs depends on the provider (docs/tracking.md). */
public interface WebhookConfig {

  /** Who calls it. */
  enum Provider {
    SENDGRID,
    MAILGUN,
    SES,
    POSTMARK,
    TWILIO,
    SMSAPI
  }

  /** Who calls it. */
  Provider provider();

  /** The workspace that its events belong to. */
  UUID workspace();

  /** Id of the source in its events, and part of their ids. Default: the webhook's name. */
  Optional<String> source();

  /**
   * What the provider proves itself by; while it is changed the new and the old one, joined by a
   * comma. SendGrid: verification key; Mailgun: signing key; Postmark: {@code name:password};
   * Twilio: auth token; SMSAPI: text of {@code ?key=}; SES has none.
   */
  Optional<List<String>> secret();

  /** Twilio: the address of this webhook as entered there. */
  Optional<URI> publicUrl();

  /** SES: ARNs of the topics whose messages are taken. */
  Optional<List<String>> topics();

  /** SMSAPI: addresses that it calls from. Default: any. */
  Optional<List<String>> callers();

  /**
   * How old a signed stamp may be (SendGrid, Mailgun, SES). Default 5 minutes; for SES 65, as it
   * repeats for an hour with the first stamp. Events keep their ids, so that more does no harm.
   */
  Optional<Duration> tolerance();
}
