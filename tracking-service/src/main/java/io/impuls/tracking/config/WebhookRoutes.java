package io.impuls.tracking.config;

import io.impuls.contracts.event.Source;
import io.impuls.contracts.message.MessageKeys;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.api.IntakeRoute;
import io.impuls.tracking.collector.domain.IntakeProtocol;
import io.impuls.tracking.collector.protocol.Replay;
import io.impuls.tracking.collector.webhook.AmazonSes;
import io.impuls.tracking.collector.webhook.HttpSnsSite;
import io.impuls.tracking.collector.webhook.Mailgun;
import io.impuls.tracking.collector.webhook.Postmark;
import io.impuls.tracking.collector.webhook.Provider;
import io.impuls.tracking.collector.webhook.Recipients;
import io.impuls.tracking.collector.webhook.SendGrid;
import io.impuls.tracking.collector.webhook.SmsApi;
import io.impuls.tracking.collector.webhook.Stamps;
import io.impuls.tracking.collector.webhook.TwilioSms;
import io.impuls.tracking.collector.webhook.WebhookMetrics;
import io.impuls.tracking.collector.webhook.WebhookProtocol;
import io.impuls.tracking.collector.webhook.WebhookReplay;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Opens a route for each webhook in the settings. What one lacks stops the start and says so. */
final class WebhookRoutes {

  /** What can stand in an address as it is. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private static final String PREFIX = "impuls.tracking.webhooks.\"%s\".%s";

  private final Function<IntakeProtocol, IntakeRoute> routes;
  private final MessageKeys keys;
  private final WebhookMetrics metrics;

  WebhookRoutes(
      Function<IntakeProtocol, IntakeRoute> routes, MessageKeys keys, WebhookMetrics metrics) {
    this.routes = routes;
    this.keys = keys;
    this.metrics = metrics;
  }

  /**
   * Opens {@code /v1/webhooks/NAME} for each, and gives what sends refused reports through them
   * again.
   */
  Replay open(Router router, Map<String, WebhookConfig> webhooks) {
    Map<String, WebhookProtocol> opened = new HashMap<>();
    webhooks.forEach(
        (name, config) -> {
          if (!NAME.matcher(name).matches()) {
            throw new IllegalStateException(
                "a webhook's name has letters, digits, _ and - only, and not: " + name);
          }
          WebhookProtocol webhook =
              new WebhookProtocol(provider(name, config), source(name, config), metrics);
          IntakeRoute route = routes.apply(webhook);
          String path = WebhookProtocol.PATH + name;
          route.register(router, path, methods(config.provider()));
          route.otherwise(router, path, WebhookProtocol.wrongMethod());
          opened.put(path, webhook);
        });
    return new WebhookReplay(opened);
  }

  private static HttpMethod[] methods(WebhookConfig.Provider provider) {
    return provider == WebhookConfig.Provider.SMSAPI
        ? new HttpMethod[] {HttpMethod.GET, HttpMethod.POST}
        : new HttpMethod[] {HttpMethod.POST};
  }

  Provider provider(String name, WebhookConfig config) {
    Recipients recipients = new Recipients(keys, config.workspace());
    return switch (config.provider()) {
      case SENDGRID -> new SendGrid(secret(name, config), stamps(config, Stamps.USUAL), recipients);
      case MAILGUN -> new Mailgun(secret(name, config), stamps(config, Stamps.USUAL), recipients);
      case SES ->
          new AmazonSes(
              Set.copyOf(needed(name, "topics", config.topics())),
              new HttpSnsSite(),
              stamps(config, AmazonSes.USUAL_TOLERANCE),
              recipients);
      case POSTMARK -> new Postmark(secret(name, config), recipients);
      case TWILIO ->
          new TwilioSms(
              secret(name, config), needed(name, "public-url", config.publicUrl()), recipients);
      case SMSAPI ->
          new SmsApi(
              secret(name, config), Set.copyOf(config.callers().orElse(List.of())), recipients);
    };
  }

  private static Stamps stamps(WebhookConfig config, Duration usual) {
    return new Stamps(config.tolerance().orElse(usual));
  }

  private static List<String> secret(String name, WebhookConfig config) {
    return needed(name, "secret", config.secret());
  }

  private static <T> T needed(String name, String setting, Optional<T> value) {
    return value.orElseThrow(
        () -> new IllegalStateException(PREFIX.formatted(name, setting) + " is missing"));
  }

  private static TrackingSource source(String name, WebhookConfig config) {
    return new TrackingSource(
        config.workspace(),
        config.source().orElse(name),
        Source.Kind.CAMPAIGN,
        "webhook-" + name,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        true);
  }
}
