/**
 * Cards in PostgreSQL: batched, fenced SQL for what follows topics, Hibernate Reactive for reading.
 */
package io.impuls.contact.store;
