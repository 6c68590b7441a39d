package io.impuls.contact.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of {@code score}, for reading only. */
@Entity
@Immutable
@Table(name = "score")
@IdClass(ScoreId.class)
class ScoreEntity {
  @Id UUID workspace;
  @Id UUID person;

  @Id String plan;

  long value;

  String band;

  @Column(name = "changed_at")
  Instant changedAt;
}
