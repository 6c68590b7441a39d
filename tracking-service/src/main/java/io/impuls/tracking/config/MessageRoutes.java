package io.impuls.tracking.config;

import io.impuls.contracts.message.MessageKeys;
import io.impuls.tracking.collector.api.IntakeRoute;
import io.impuls.tracking.collector.domain.IntakeProtocol;
import io.impuls.tracking.collector.domain.MailReaders;
import io.impuls.tracking.collector.domain.MessageMetrics;
import io.impuls.tracking.collector.message.ClickRedirect;
import io.impuls.tracking.collector.message.HiddenLink;
import io.impuls.tracking.collector.message.OpenPixel;
import io.impuls.tracking.collector.message.Unsubscription;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.function.Function;

/** Opens the routes of links in messages. */
final class MessageRoutes {

  /** Bytes of a body: that of an unsubscription takes thirty. */
  static final int MOST_BYTES = 16 << 10;

  private final Function<IntakeProtocol, IntakeRoute> routes;
  private final MailReaders readers;
  private final MessageMetrics metrics;

  MessageRoutes(
      Function<IntakeProtocol, IntakeRoute> routes, MailReaders readers, MessageMetrics metrics) {
    this.routes = routes;
    this.readers = readers;
    this.metrics = metrics;
  }

  /** Opens them; without a key there is no link to answer. */
  void open(Router router, MessageKeys keys) {
    if (!keys.any()) {
      return;
    }
    register(router, OpenPixel.PATH, new OpenPixel(keys, readers, metrics));
    register(router, ClickRedirect.MAIL_PATH, ClickRedirect.ofMail(keys, readers, metrics));
    register(router, ClickRedirect.SMS_PATH, ClickRedirect.ofSms(keys, readers, metrics));
    register(router, HiddenLink.PATH, new HiddenLink(keys, readers, metrics));
    routes
        .apply(new Unsubscription(keys, readers, metrics))
        .register(router, Unsubscription.PATH, HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST);
  }

  private void register(Router router, String path, IntakeProtocol link) {
    routes.apply(link).register(router, path, HttpMethod.GET, HttpMethod.HEAD);
  }
}
