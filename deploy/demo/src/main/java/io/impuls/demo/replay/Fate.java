package io.impuls.demo.replay;

/**
 * What the collector answered about one event.
 *
 * @param clientId the sender's id of it
 * @param source id of the source it was sent as
 * @param accepted whether it was accepted
 * @param reason why it was refused; null when accepted
 */
public record Fate(String clientId, String source, boolean accepted, String reason) {}
