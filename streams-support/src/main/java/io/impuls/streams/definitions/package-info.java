/**
 * Plans and rules through a compacted topic: every version, the first of two proposals wins, and a
 * heartbeat that shows how fresh they are.
 */
package io.impuls.streams.definitions;
