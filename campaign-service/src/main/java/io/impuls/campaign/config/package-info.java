/** Settings, wiring and the order of start and stop. */
package io.impuls.campaign.config;
