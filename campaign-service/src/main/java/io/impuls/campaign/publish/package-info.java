/** Brings records from the outbox to their topics. */
package io.impuls.campaign.publish;
