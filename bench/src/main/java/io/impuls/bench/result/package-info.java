/** Figures, targets and the file that they are recorded in. */
package io.impuls.bench.result;
