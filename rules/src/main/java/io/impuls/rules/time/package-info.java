/**
 * The one time service: local intervals and windows in IANA zones, with daylight saving decided by
 * the zone's transitions.
 */
package io.impuls.rules.time;
