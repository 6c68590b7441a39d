package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Source;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Tells an id that a client made up who showed themself on the browser that the client runs in, by
 * its cookie.
 *
 * @param workspace the tenant
 * @param client the id that the client made up
 * @param browser the cookie
 * @param login who showed themself, and when
 * @param receivedAt when the event was received that made it known
 * @param source where that event came from
 */
public record DeviceLogin(
    UUID workspace,
    Identifier client,
    Identifier browser,
    Binding login,
    Instant receivedAt,
    Source source) {

  public DeviceLogin {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(browser, "browser");
    Objects.requireNonNull(login, "login");
    Objects.requireNonNull(receivedAt, "receivedAt");
    Objects.requireNonNull(source, "source");
  }

  static DeviceLogin of(Event event, Identifier client, Identifier browser, Binding login) {
    return new DeviceLogin(
        event.workspace(), client, browser, login, event.receivedAt(), event.source());
  }
}
