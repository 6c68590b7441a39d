package io.impuls.tracking.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
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

  /** Settings of links in messages. */
  interface Messages {

    /**
     * Keys of links, each {@code id:secret} or {@code id:secret:workspace}, joined by commas; a
     * secret has 32 characters or more and no comma or colon. The first opens what the campaign
     * service seals now, the others what it sealed before. Default none: no links.
     */
    Optional<List<String>> keys();
  }

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
     * Memory for records that wait for their acknowledgement; senders are told to come again when
     * three quarters are taken. Default 64 MiB.
     */
    @WithDefault("64M")
    MemorySize buffer();
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

    /** How long one transaction lasts; each hop adds up to this to the delay. Default 100 ms. */
    @WithDefault("PT0.1S")
    Duration commitInterval();
  }
}
