/**
 * What mail and SMS providers report of messages, one class a provider: it tells genuine requests
 * from forged ones on the bytes as they came, and reads what they say. Everything else is shared.
 */
package io.impuls.tracking.collector.webhook;
