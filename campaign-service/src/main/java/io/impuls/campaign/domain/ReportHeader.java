package io.impuls.campaign.domain;

/**
 * The header by which a mail's token travels through a provider and comes back in its webhook, so
 * that its reports are about the person and not only the address. Postmark has none: what it takes
 * along must be shorter.
 */
public enum ReportHeader {
  /** SendGrid's unique arguments. */
  SENDGRID("X-SMTPAPI", "{\"unique_args\":{\"impuls_message\":\"%s\"}}"),
  /** Mailgun's user variables. */
  MAILGUN("X-Mailgun-Variables", "{\"impuls_message\":\"%s\"}"),
  /** Tags of Amazon SES. */
  SES("X-SES-MESSAGE-TAGS", "impuls_message=%s");

  private final String header;
  private final String value;

  ReportHeader(String header, String value) {
    this.header = header;
    this.value = value;
  }

  /** Gives the header's name. */
  String header() {
    return header;
  }

  /** Gives the header's value; a token has nothing that would need escaping. */
  String value(String token) {
    return value.formatted(token);
  }
}
