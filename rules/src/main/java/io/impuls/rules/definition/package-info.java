/**
 * Reads the parts that scoring plans and tag rules have in common: activities, caps, quiet hours,
 * what they wait for, how their points go, and ids; with the same problems for the same mistakes.
 */
package io.impuls.rules.definition;
