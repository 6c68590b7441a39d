package io.impuls.contact.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of {@code card}, for reading only. */
@Entity
@Immutable
@Table(name = "card")
@IdClass(PersonId.class)
class CardEntity {
  @Id UUID workspace;
  @Id UUID person;

  @Column(name = "first_seen")
  Instant firstSeen;

  @Column(name = "last_seen")
  Instant lastSeen;

  boolean human;
  boolean machine;
  boolean known;

  @Column(name = "merged_into")
  UUID mergedInto;
}
