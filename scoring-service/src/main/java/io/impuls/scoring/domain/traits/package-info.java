/**
 * Traits: what was told of a contact, what rules give while it holds (SC-02), and the grade that it
 * comes to (semantics 3.8). Everything follows from the facts in a person's log and the versions of
 * the plans, whatever order they come in.
 */
package io.impuls.scoring.domain.traits;
