package io.impuls.campaign.config;

import io.impuls.campaign.domain.ReportHeader;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the campaign service. */
@ConfigMapping(prefix = "impuls.campaign")
public interface CampaignConfig {

  /** Consumer group of the triggers. A new name reads every topic from its beginning again. */
  @WithDefault("campaign")
  String consumerGroup();

  /** Handing mails over. */
  Delivery delivery();

  /** Looking again at sends that wait for an address or consent. */
  Waiting waiting();

  /** Publishing records. */
  Outbox outbox();

  /** Filling templates. */
  Template template();

  /** Links that lead through the collector. */
  Links links();

  /** Links that lead through the collector; off without both a key and the address. */
  interface Links {

    /**
     * Keys that seal links, each {@code id:secret} or {@code id:secret:workspace}, joined by
     * commas; of those for a workspace the first seals. The tracking service has the same.
     */
    Optional<List<String>> keys();

    /** The collector as recipients reach it: the shop's own host, by HTTPS. */
    Optional<URI> collectorUrl();

    /** Whom links name who never spoke about {@code mail_tracking}. */
    @WithDefault("REQUIRED")
    TrackingConsent trackingConsent();

    /**
     * Through whom mail goes, so that its reports can name the person. Default: nobody of these.
     */
    Optional<ReportHeader> provider();
  }

  /** What holds before a person has said anything about being followed. */
  enum TrackingConsent {
    /** Links name nobody, and there is no image. */
    REQUIRED,
    /** Links name the person until they object. */
    ASSUMED
  }

  /** Handing mails over to the mail server. */
  interface Delivery {
    /** Mails handed over at the same time; 1 and up, each takes one SMTP connection. */
    @WithDefault("4")
    int parallel();

    /** Wait when there is nothing to hand over. */
    @WithDefault("PT0.25S")
    Duration idle();

    /**
     * Wait for the mail server's answer before the send becomes unknown. Longer than the SMTP
     * client's connect time-out of 60 s, so that a dead server is told from a silent one.
     */
    @WithDefault("PT90S")
    Duration answerBound();

    /** First wait after the mail server could not be reached or deferred a mail; doubles. */
    @WithDefault("PT1S")
    Duration firstBackoff();

    /** Longest wait before the mail server is tried again. */
    @WithDefault("PT1M")
    Duration longestBackoff();

    /** Right side of every Message-ID; the left side is the send's id. */
    @WithDefault("impuls.local")
    String messageIdDomain();
  }

  /** Sends that wait. */
  interface Waiting {
    /** Wait when none is due. */
    @WithDefault("PT0.25S")
    Duration idle();

    /** Sends decided again in one turn. */
    @WithDefault("200")
    int batch();
  }

  /** Records on their way to Kafka. */
  interface Outbox {
    /** Wait when there are none. */
    @WithDefault("PT0.1S")
    Duration idle();

    /** Records published in one turn. */
    @WithDefault("500")
    int batch();
  }

  /** Bounds of templates. */
  interface Template {
    /** Characters of subject, html or text, before filling. */
    @WithDefault("65536")
    int sourceChars();

    /** Characters of subject, html or text, after filling. */
    @WithDefault("524288")
    int outputChars();

    /**
     * How long filling one part may take. Size bounds it too, as there are no loops; this is for
     * what nobody thought of, and long enough for a machine that is short of breath.
     */
    @WithDefault("PT10S")
    Duration renderTime();
  }
}
