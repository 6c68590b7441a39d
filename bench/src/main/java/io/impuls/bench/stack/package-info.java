/** The processes under test, and the broker they share. */
package io.impuls.bench.stack;
