package io.impuls.tracking.collector.webhook;

import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.IntakeProtocol.Judgement;
import io.impuls.tracking.collector.protocol.RefusedRequest;
import io.impuls.tracking.collector.protocol.Replay;
import java.util.Map;
import java.util.Optional;

/**
 * Reads refused reports of providers again. That they are genuine was found when they came; what an
 * operator mended bears the operator's name.
 */
public final class WebhookReplay implements Replay {

  private final Map<String, WebhookProtocol> webhooks;

  /** Makes it of the webhooks by their routes. */
  public WebhookReplay(Map<String, WebhookProtocol> webhooks) {
    this.webhooks = Map.copyOf(webhooks);
  }

  @Override
  public boolean serves(String route) {
    return webhooks.containsKey(path(route));
  }

  @Override
  public Optional<TrackingSource> sourceOf(String route) {
    return Optional.ofNullable(webhooks.get(path(route))).map(WebhookProtocol::source);
  }

  @Override
  public Judgement judge(RefusedRequest refused, TrackingSource source) {
    WebhookProtocol webhook = webhooks.get(path(refused.path()));
    return webhook.again(webhook.around(refused), source, refused.event().index());
  }

  private static String path(String route) {
    return route.endsWith("/") ? route.substring(0, route.length() - 1) : route;
  }
}
