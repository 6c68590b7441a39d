package io.impuls.contact.store;

import java.io.Serializable;
import java.util.UUID;

/** Key of a {@code score} row. */
record ScoreId(UUID workspace, UUID person, String plan) implements Serializable {}
