package io.impuls.contact.store;

import java.io.Serializable;
import java.util.UUID;

/** Key of a {@code identifier} row. */
record IdentifierId(UUID workspace, UUID person, String kind, String value)
    implements Serializable {}
