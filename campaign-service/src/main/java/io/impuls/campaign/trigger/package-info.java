/**
 * Turns what happened into decisions: reads the topics, asks every active campaign, and looks again
 * at what waits.
 */
package io.impuls.campaign.trigger;
