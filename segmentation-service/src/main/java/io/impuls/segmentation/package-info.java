/**
 * Segmentation: behaviour gives people tags, and how often it does makes a tag stronger. Events in,
 * tag changes out; all state lives in Kafka Streams.
 */
package io.impuls.segmentation;
