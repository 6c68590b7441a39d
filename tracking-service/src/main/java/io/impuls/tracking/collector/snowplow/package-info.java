/**
 * The Snowplow tracker protocol: batches by POST, single events by GET, clicks by redirect; its
 * fields, self-describing events and entities in our words, and its cookie.
 */
package io.impuls.tracking.collector.snowplow;
