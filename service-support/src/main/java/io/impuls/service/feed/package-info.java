/**
 * Topics for tools that do not speak Kafka: a topic's records of one workspace as server-sent
 * events, from any position, each with its CloudEvents id.
 */
package io.impuls.service.feed;
