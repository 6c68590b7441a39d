/**
 * The bare references: the least that does what a service does, with the same Kafka settings, in a
 * process of its own. A ratio to them holds on any machine.
 */
package io.impuls.bench.bare;
