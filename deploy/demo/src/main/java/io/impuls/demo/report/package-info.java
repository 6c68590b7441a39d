/**
 * Reads what became of a replay from the topics, the services and the mailbox, and checks that
 * nothing was lost, doubled or contradicted.
 */
package io.impuls.demo.report;
