package io.impuls.contact.store;

import java.io.Serializable;
import java.util.UUID;

/** Key of a {@code consent} row. */
record ConsentId(UUID workspace, UUID person, String purpose) implements Serializable {}
