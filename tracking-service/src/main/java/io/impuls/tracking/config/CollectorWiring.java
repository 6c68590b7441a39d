package io.impuls.tracking.config;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.message.MessageKeys;
import io.impuls.tracking.collector.api.Gate;
import io.impuls.tracking.collector.api.ImportRoute;
import io.impuls.tracking.collector.api.IntakeRoute;
import io.impuls.tracking.collector.assets.DemoShopRoute;
import io.impuls.tracking.collector.assets.ScriptRoute;
import io.impuls.tracking.collector.domain.CanonicalPhones;
import io.impuls.tracking.collector.domain.CollectorMetrics;
import io.impuls.tracking.collector.domain.IntakeLog;
import io.impuls.tracking.collector.domain.IntakeProtocol;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.Networks;
import io.impuls.tracking.collector.domain.PhoneRegions;
import io.impuls.tracking.collector.domain.RateLimits;
import io.impuls.tracking.collector.domain.RequestLimits;
import io.impuls.tracking.collector.limits.BucketLimits;
import io.impuls.tracking.collector.mirror.MailWithdrawalMirror;
import io.impuls.tracking.collector.nativeprotocol.NativeProtocol;
import io.impuls.tracking.collector.phones.WorldPhoneNumbers;
import io.impuls.tracking.collector.protocol.Replay;
import io.impuls.tracking.collector.publish.KafkaIntakeLog;
import io.impuls.tracking.collector.publish.ProducerSettings;
import io.impuls.tracking.collector.rejected.RejectionDesk;
import io.impuls.tracking.collector.rejected.Rejections;
import io.impuls.tracking.collector.segment.SegmentProtocol;
import io.impuls.tracking.collector.segment.SegmentReplay;
import io.impuls.tracking.collector.sources.SourceDesk;
import io.impuls.tracking.collector.sources.SourceMirror;
import io.impuls.tracking.metrics.MicrometerCollectorMetrics;
import io.impuls.tracking.metrics.MicrometerMessageMetrics;
import io.impuls.tracking.metrics.MicrometerWebhookMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the collector and opens its route, when it is switched on. */
@ApplicationScoped
public class CollectorWiring {

  private static final Logger LOG = LoggerFactory.getLogger(CollectorWiring.class);

  private final TrackingConfig.Collector config;
  private final MessageKeys messageKeys;
  private final Map<String, WebhookConfig> webhooks;
  private final boolean demoShop;
  private final InstanceConfig instance;
  private final MeterRegistry registry;
  private final SourceMirror sources;
  private final MailWithdrawalMirror readers;
  private KafkaIntakeLog log;
  private IntakeLog intake;
  private Gate gate;
  private List<Replay> replays = List.of();

  CollectorWiring(TrackingConfig config, InstanceConfig instance, MeterRegistry registry) {
    this.config = config.collector();
    this.webhooks = config.webhooks();
    this.messageKeys = MessageKeys.parse(config.messages().keys().orElse(List.of()));
    this.demoShop = config.demoShop().enabled();
    this.instance = instance;
    this.registry = registry;
    this.sources =
        new SourceMirror(
            instance.kafka().bootstrapServers(), instance.instanceId(), InstantSource.system());
    this.readers =
        new MailWithdrawalMirror(instance.kafka().bootstrapServers(), instance.instanceId());
  }

  void open(@Observes Router router) {
    if (!config.enabled()) {
      return;
    }
    log =
        new KafkaIntakeLog(
            new ProducerSettings(
                instance.kafka().bootstrapServers(),
                "collector-" + instance.instanceId(),
                config.buffer().asLongValue()),
            receipt());
    gate =
        new Gate(
            rateLimits(),
            Networks.of(config.believedProxies().orElse(List.of())),
            config.longestBody());
    intake =
        new CanonicalPhones(
            log,
            new WorldPhoneNumbers(),
            new PhoneRegions(config.phoneRegion().orElse(null), config.phoneRegions()));
    MicrometerCollectorMetrics metrics = new MicrometerCollectorMetrics(registry);
    metrics.watch(log::bytesInFlight);
    RequestLimits limits = limits();
    IntakeRoute events = route(new NativeProtocol(sources, limits), limits.batchBytes(), metrics);
    events.register(router, NativeProtocol.PATH, HttpMethod.POST);
    events.otherwise(router, NativeProtocol.PATH, NativeProtocol.wrongMethod());
    SnowplowRoutes snowplow = new SnowplowRoutes(sources, limits, config.snowplow());
    snowplow.open(router, tracker -> route(tracker, limits.batchBytes(), metrics), this::ready);
    RequestLimits ofSegment = SegmentRoutes.limits(limits, config.segment());
    SegmentRoutes.open(
        router,
        new SegmentProtocol(sources, ofSegment),
        segment -> route(segment, limits.batchBytes(), metrics));
    new MessageRoutes(
            link -> route(link, MessageRoutes.MOST_BYTES, metrics),
            readers,
            new MicrometerMessageMetrics(registry))
        .open(router, messageKeys);
    Replay ofWebhooks =
        new WebhookRoutes(
                hook -> route(hook, limits.batchBytes(), metrics),
                messageKeys,
                new MicrometerWebhookMetrics(registry))
            .open(router, webhooks);
    replays = List.of(new SegmentReplay(ofSegment), snowplow.replay(), ofWebhooks);
    new ScriptRoute().register(router);
    if (demoShop) {
      new DemoShopRoute().register(router);
    }
    new ImportRoute(sources, limits.server(), gate, intake, metrics).register(router);
    log.start();
    sources.start();
    readers.start();
  }

  private UnaryOperator<Event> receipt() {
    if (config.asReceived()) {
      LOG.warn(
          "impuls.tracking.collector.as-received is set: every event counts as received when it is said to have happened; never set it where customers are");
      return Event::receivedAsItHappened;
    }
    return UnaryOperator.identity();
  }

  private IntakeRoute route(IntakeProtocol protocol, int mostBytes, CollectorMetrics metrics) {
    return new IntakeRoute(protocol, mostBytes, gate, intake, metrics, InstantSource.system());
  }

  void close(@Observes ShutdownEvent stop) {
    if (log != null) {
      sources.close();
      readers.close();
      log.close();
    }
  }

  /** Gives the desk of keys; it says that it is not ready while the collector is switched off. */
  @Produces
  @Singleton
  SourceDesk sourceDesk() {
    return new SourceDesk(sources, instance.kafka().bootstrapServers(), instance.instanceId());
  }

  void close(@Disposes SourceDesk desk) {
    desk.close();
  }

  /** Gives the way to refused events. */
  @Produces
  @Singleton
  Rejections rejections() {
    return new Rejections(instance.kafka().bootstrapServers(), instance.instanceId());
  }

  void close(@Disposes Rejections rejections) {
    rejections.close();
  }

  /** Gives the desk that replays them; nothing is stored while the collector is switched off. */
  @Produces
  @Singleton
  RejectionDesk rejectionDesk(Rejections rejections) {
    return new RejectionDesk(rejections, intake, limits(), replays);
  }

  @Produces
  @Readiness
  @ApplicationScoped
  HealthCheck collectorReady() {
    return () ->
        HealthCheckResponse.named("collector")
            .status(!config.enabled() || ready())
            .withData("enabled", config.enabled())
            .build();
  }

  private boolean ready() {
    return log.available() && sources.loaded() && readers.loaded();
  }

  private RateLimits rateLimits() {
    return new BucketLimits(
        new BucketLimits.Settings(
            config.addressRequestsPerSecond(),
            config.keyEventsPerSecond(),
            Networks.of(config.unlimitedAddresses())));
  }

  private RequestLimits limits() {
    return new RequestLimits(
        Math.toIntExact(config.batch().asLongValue()),
        config.batchEvents(),
        Limits.ofEventBytes(Math.toIntExact(config.browserEvent().asLongValue())),
        Limits.ofEventBytes(Math.toIntExact(config.serverEvent().asLongValue())));
  }
}
