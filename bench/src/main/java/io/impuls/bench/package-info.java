/** {@code ./dev bench}: what is measured, and against what. */
package io.impuls.bench;
