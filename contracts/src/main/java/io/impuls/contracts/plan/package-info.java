/** Definitions that travel through compacted topics: scoring plans and tag rules, every version. */
package io.impuls.contracts.plan;
