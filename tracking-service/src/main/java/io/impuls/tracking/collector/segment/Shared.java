package io.impuls.tracking.collector.segment;

import io.impuls.tracking.collector.protocol.Facts;
import java.time.Instant;

/**
 * What a request says for all of its messages.
 *
 * @param call what the path calls; null for batches, where each message says it
 * @param context facts about the client, under each message's own
 * @param integrations flags for destinations, under each message's own
 * @param sentAt when it was sent by the client's clock; null when it did not say
 * @param anonymousId the device by the browser library's cookie; null without one
 * @param secretKey whether the key is a backend's
 */
record Shared(
    Call call,
    Facts context,
    Facts integrations,
    Instant sentAt,
    String anonymousId,
    boolean secretKey) {}
