package io.impuls.contact.store;

import java.io.Serializable;
import java.util.UUID;

/** Key of a {@code tag} row. */
record TagId(UUID workspace, UUID person, String tag) implements Serializable {}
