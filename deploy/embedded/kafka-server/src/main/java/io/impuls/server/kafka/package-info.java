/** The main class of the embedded broker's process; the only code that runs beside Kafka's own. */
package io.impuls.server.kafka;
