/**
 * Child processes that keep a log, can be stopped or killed, and never outlive the process that
 * started them.
 */
package io.impuls.embedded.process;
