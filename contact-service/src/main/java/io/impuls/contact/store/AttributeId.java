package io.impuls.contact.store;

import java.io.Serializable;
import java.util.UUID;

/** Key of a {@code attribute} row. */
record AttributeId(UUID workspace, UUID person, String name) implements Serializable {}
