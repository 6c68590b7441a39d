/** What every way in shares: verdicts on single events, and the visitor's name by cookie. */
package io.impuls.tracking.collector.protocol;
