package io.impuls.contact.store;

import java.io.Serializable;
import java.util.UUID;

/**
 * Key of a card row.
 *
 * @param workspace the tenant
 * @param person the person
 */
public record PersonId(UUID workspace, UUID person) implements Serializable {}
