/**
 * Rehearsals: what a draft of a plan would have made of what people did, beside the version in
 * force.
 */
package io.impuls.scoring.domain.rehearsal;
