/** Timelines in Cassandra, one class for each table. */
package io.impuls.contact.timeline;
