/** Load on an HTTP server: a closed loop for its ceiling, a fixed schedule for its delays. */
package io.impuls.bench.load;
