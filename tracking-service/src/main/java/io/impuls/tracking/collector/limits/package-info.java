/** How much clients and keys may send, counted in memory on each collector. */
package io.impuls.tracking.collector.limits;
