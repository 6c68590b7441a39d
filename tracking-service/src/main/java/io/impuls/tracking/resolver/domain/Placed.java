package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.event.Event;

/**
 * An event whose actor is found as far as the device can tell.
 *
 * @param event with its resolution; the person is that of {@code subject} alone, before links
 *     between identifiers are followed
 * @param subject the identifier that names the actor: the device itself while nobody is known
 */
public record Placed(Event event, Identifier subject) {}
