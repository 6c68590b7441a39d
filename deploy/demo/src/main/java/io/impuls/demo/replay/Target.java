package io.impuls.demo.replay;

import io.impuls.contracts.Ids;
import io.impuls.demo.recording.Sender;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;

/**
 * Where a replay sends to, and as whom.
 *
 * @param collector base address of the tracking service
 * @param workspace the workspace that the keys belong to
 * @param browser the site's key
 * @param backend the shop's key
 */
public record Target(URI collector, UUID workspace, Key browser, Key backend) {

  /**
   * A write key.
   *
   * @param key what is sent
   * @param source id of the source it belongs to; part of every event id
   */
  public record Key(String key, String source) {}

  public Target {
    Objects.requireNonNull(collector, "collector");
    Objects.requireNonNull(workspace, "workspace");
  }

  /** Gives the key that a sender uses. */
  public Key keyOf(Sender sender) {
    return sender instanceof Sender.Browser ? browser : backend;
  }

  /** Gives the id that an event has inside Impuls. */
  public UUID eventId(Sender sender, String clientId) {
    return Ids.event(workspace, keyOf(sender).source(), clientId);
  }
}
