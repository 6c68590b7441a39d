/**
 * Real servers as child processes: Kafka, PostgreSQL, Cassandra and a mail server behind one
 * interface, started side by side without Docker. Development and tests use the same classes.
 */
package io.impuls.embedded;
