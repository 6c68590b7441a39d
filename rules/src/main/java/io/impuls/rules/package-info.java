/**
 * Pure code that scoring, segmentation and campaign share: conditions, amounts, the rule index, the
 * time service and the match ledger. No framework, no clock of its own.
 */
package io.impuls.rules;
