/** What operators count, behind one port; never with anything that names a person. */
package io.impuls.campaign.metrics;
