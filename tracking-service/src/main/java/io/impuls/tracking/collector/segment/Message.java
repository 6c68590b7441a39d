package io.impuls.tracking.collector.segment;

import io.impuls.tracking.collector.protocol.Facts;
import java.time.Instant;
import java.util.Map;

/**
 * One message as it was sent, with what its batch says for all. What is absent is null or empty.
 *
 * @param call what it calls
 * @param id the client's id of it
 * @param anonymousId the device, by the client's own id
 * @param userId the shop's customer
 * @param previousId whom an alias was known as before
 * @param groupId the group that a person belongs to
 * @param event the name of what was tracked
 * @param name the name of a page or screen
 * @param category the category of a page or screen
 * @param timestamp when it happened by the client's clock
 * @param sentAt when it was sent by the client's clock
 * @param properties what was said of the event
 * @param traits what was said of the person or group
 * @param context what was said of the client
 * @param unknown everything else
 * @param writeKey key in the message
 */
record Message(
    Call call,
    String id,
    String anonymousId,
    String userId,
    String previousId,
    String groupId,
    String event,
    String name,
    String category,
    Instant timestamp,
    Instant sentAt,
    Facts properties,
    Facts traits,
    Facts context,
    Map<String, Object> unknown,
    String writeKey) {}
