/**
 * Finds the rules that match an event at a cost that follows the rules that can match, not the
 * rules that exist.
 */
package io.impuls.rules.index;
