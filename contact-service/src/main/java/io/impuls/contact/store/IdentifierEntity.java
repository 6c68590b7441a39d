package io.impuls.contact.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of {@code identifier}, for reading only. */
@Entity
@Immutable
@Table(name = "identifier")
@IdClass(IdentifierId.class)
class IdentifierEntity {
  @Id UUID workspace;
  @Id UUID person;

  @Id String kind;

  @Id String value;

  @Column(name = "first_seen")
  Instant firstSeen;
}
