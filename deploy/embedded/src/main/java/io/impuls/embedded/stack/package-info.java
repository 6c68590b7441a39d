/**
 * The whole of Impuls on one machine: the servers and the five services as supervised processes,
 * and the commands of {@code ./dev} that act on them.
 */
package io.impuls.embedded.stack;
