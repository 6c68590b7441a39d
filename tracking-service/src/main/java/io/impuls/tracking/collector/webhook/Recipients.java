package io.impuls.tracking.collector.webhook;

import io.impuls.contracts.message.MessageKeys;
import io.impuls.contracts.message.MessageToken;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds whom one of our own messages was sent to, from the token that travelled with it.
 *
 * @param keys opens tokens
 * @param workspace whose messages the provider reports on: another's token names nobody
 */
public record Recipients(MessageKeys keys, UUID workspace) {

  /** Name of the custom argument, variable, tag, metadata or query parameter with the token. */
  public static final String FIELD = "impuls_message";

  /** Gives what a token says; empty for none, or one that is not ours. */
  Optional<MessageToken> of(String token) {
    return keys.open(token, MessageToken.Use.REPORT)
        .filter(found -> found.workspace().equals(workspace));
  }
}
