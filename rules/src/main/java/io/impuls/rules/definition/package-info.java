/**
 * Reads the parts that scoring plans and tag rules have in common: activities, caps and ids, with
 * the same problems for the same mistakes.
 */
package io.impuls.rules.definition;
