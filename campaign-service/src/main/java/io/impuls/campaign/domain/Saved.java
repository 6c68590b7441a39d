package io.impuls.campaign.domain;

import java.time.Instant;

/**
 * A campaign as kept.
 *
 * @param campaign what it says
 * @param updatedAt when it was last saved
 * @param updatedBy by whom: the token's subject
 */
public record Saved(Campaign campaign, Instant updatedAt, String updatedBy) {}
