/** The event: what a person did, as the collector received it and as the resolver understood it. */
package io.impuls.contracts.event;
