/** The tracking service: the collector takes events in, the resolver says whose they are. */
package io.impuls.tracking;
