/**
 * What every Kafka Streams service needs: safe settings, a life cycle with health, and finding the
 * owner of a key.
 */
package io.impuls.streams;
