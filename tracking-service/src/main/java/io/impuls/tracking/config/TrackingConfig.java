package io.impuls.tracking.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of the tracking service. */
@ConfigMapping(prefix = "impuls.tracking")
public interface TrackingConfig {

  /** The HTTP edge. */
  Collector collector();

  /** The Kafka Streams part. */
  Resolver resolver();

  /** Links in our own messages. */
  Messages messages();

  /** Webhooks of providers, by the name in their address: {@code /v1/webhooks/NAME}. */
  Map<String, WebhookConfig> webhooks();

  /** Settings of links in messages. */
  interface Messages {

    /**
     * Keys of links, each {@code id:secret} or {@code id:secret:workspace}, joined by commas; a
     * secret has 32 characters or more and no comma or colon. The first opens what the campaign
     * service seals now, the others what it sealed before. Default none: no links.
     */
    Optional<List<String>> keys();
  }

  /** A shop to try the browser script on. */
  DemoShop demoShop();

  /** Settings of the collector. */
  interface Collector {

    /** Whether this process takes events. Default true. */
    @WithDefault("true")
    boolean enabled();

    /** Largest event of a public key. Default 32 KiB. */
    @WithDefault("32K")
    MemorySize browserEvent();

    /** Largest event of a secret key. Default 256 KiB. */
    @WithDefault("256K")
    MemorySize serverEvent();

    /** Largest request, packed and unpacked alike. Default 2,500,000 bytes. */
    @WithDefault("2500000")
    MemorySize batch();

    /** Most events of a request. Default 500. */
    @WithDefault("500")
    int batchEvents();

    /**
     * Country, in ISO 3166 ({@code PL}), of phone numbers that name none. Set before the first
     * events: a number known without its country is another identifier. Default none: such numbers
     * are kept as they were sent.
     */
    Optional<String> phoneRegion();

    /** The same for single sources or workspaces, by their id; the source's goes first. */
    Map<String, String> phoneRegions();

    /** The Segment tracking API. */
    Segment segment();

    /** The Snowplow tracker protocol. */
    Snowplow snowplow();

    /**
     * Events a second of one key that names no limit of its own, on each collector; more are
     * answered with 429. 0 for any number. Default 50,000.
     */
    @WithDefault("50000")
    int keyEventsPerSecond();

    /**
     * Requests a second of one client by its address (IPv6: its /64); more are answered with 429. 0
     * for any number. Default 500.
     */
    @WithDefault("500")
    int addressRequestsPerSecond();

    /**
     * Networks whose clients may send any number of requests. Default the machine itself, so that a
     * proxy on it that is not believed does not count as one client.
     */
    @WithDefault("127.0.0.0/8,::1")
    List<String> unlimitedAddresses();

    /**
     * Networks of the proxies whose {@code X-Forwarded-For} is believed. Default none: the address
     * is that of the connection.
     */
    Optional<List<String>> believedProxies();

    /**
     * How long one body may take, however steadily it drips in; imports have no such bound. Default
     * 60 s.
     */
    @WithDefault("PT60S")
    Duration longestBody();

    /**
     * Memory for records that wait for their acknowledgement; senders are told to come again when
     * three quarters are taken. Default 64 MiB.
     */
    @WithDefault("64M")
    MemorySize buffer();

    /**
     * Whether every event counts as received when it is said to have happened, however long ago:
     * for replays of old recordings in test stacks, never where customers are. Default false.
     */
    @WithDefault("false")
    boolean asReceived();
  }

  /** Settings of the Segment tracking API. */
  interface Segment {

    /** Most messages of a batch. Default 2,500, as the API documents. */
    @WithDefault("2500")
    int batchMessages();
  }

  /** Settings of the Snowplow tracker protocol. */
  interface Snowplow {

    /** Time that a page ping stands for: the heartbeat set in the trackers. Default 10 s. */
    @WithDefault("PT10S")
    Duration heartbeat();

    /** The same for single sources, by their id, whose trackers are set to another. */
    Map<String, Duration> heartbeats();

    /** Whether e-mail addresses, phone numbers and passwords in forms are masked. Default true. */
    @WithDefault("true")
    boolean maskForms();

    /** Paths beside the protocol's own by which trackers post, such as {@code /com.shop/track}. */
    Optional<List<String>> batchPaths();

    /** Domains, without a dot in front, on which the cookie {@code sp} may be set. */
    Optional<List<String>> cookieDomains();

    /** Hosts that {@code /r/tp2} may send people on to; without any it is switched off. */
    Optional<List<String>> redirectHosts();
  }

  /** Settings of the resolver. */
  interface Resolver {

    /** Whether this process resolves. Default true. */
    @WithDefault("true")
    boolean enabled();

    /** Stream threads. Default 1. */
    @WithDefault("1")
    int threads();

    /**
     * How long an event id is remembered: at least the longest lateness horizon of a source.
     * Default 30 days.
     */
    @WithDefault("P30D")
    Duration dedupe();

    /**
     * How old the anonymous past of a device may be when its first login adopts it. Default 30
     * days.
     */
    @WithDefault("P30D")
    Duration adoption();

    /**
     * Most identifiers of one person: links that would join more are refused, and a user is asked
     * to look. Default 50.
     */
    @WithDefault("50")
    int identifiersOfAPerson();

    /**
     * Events of one device within a minute that count. What is more is flagged as a flood: it is
     * published, but opens no visit and gives nobody points or tags. Default 600.
     */
    @WithDefault("600")
    int eventsPerMinute();

    /** How long one transaction lasts; each hop adds up to this to the delay. Default 100 ms. */
    @WithDefault("PT0.1S")
    Duration commitInterval();
  }

  /** Settings of the demo shop. */
  interface DemoShop {

    /** Whether this process serves the shop's pages at {@code /shop/}. Default false. */
    @WithDefault("false")
    boolean enabled();
  }
}
