package io.impuls.contact.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of {@code consent}, for reading only. */
@Entity
@Immutable
@Table(name = "consent")
@IdClass(ConsentId.class)
class ConsentEntity {
  @Id UUID workspace;
  @Id UUID person;

  @Id String purpose;

  boolean given;

  @Column(name = "occurred_at")
  Instant occurredAt;
}
