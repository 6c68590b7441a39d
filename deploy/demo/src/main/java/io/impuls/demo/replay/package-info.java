/**
 * Sends recordings over HTTP as their senders would: in order per person, again and again until
 * they are accepted, and remembers what became of every event.
 */
package io.impuls.demo.replay;
