package io.impuls.campaign.domain;

/** What became of handing a mail to the mail server. */
public sealed interface Handover {

  /** The server has it. */
  record Accepted() implements Handover {}

  /** The server refused it for good; {@code code} is its SMTP reply code (5xx). */
  record Refused(int code) implements Handover {}

  /** The server refused it for now; it does not have the mail. {@code code} is 4xx. */
  record Deferred(int code) implements Handover {}

  /** No server answered: nothing was handed over. */
  record Unreachable() implements Handover {}

  /** It may or may not have the mail: a time-out or a broken connection after the greeting. */
  record Unclear(String how) implements Handover {}

  /** The mail could not be made; nothing was handed over and trying again would not help. */
  record Unfit(String why) implements Handover {}
}
