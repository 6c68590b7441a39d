/**
 * What a campaign is, when it mails whom, and how far each mail came. Plain Java: time is an
 * argument, outcomes are values, databases and servers stand behind the ports.
 */
package io.impuls.campaign.domain;
