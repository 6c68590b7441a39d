/**
 * Reading topics outside of Kafka Streams: a consumer loop that loses nothing, skips nothing and
 * survives broker and database outages.
 */
package io.impuls.service.topic;
