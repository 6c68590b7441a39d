/** {@code ./dev rejected}: refused events of the running stack, for operators at a terminal. */
package io.impuls.demo.rejected;
