package io.impuls.contact.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of {@code tag}, for reading only. */
@Entity
@Immutable
@Table(name = "tag")
@IdClass(TagId.class)
class TagEntity {
  @Id UUID workspace;
  @Id UUID person;

  @Id String tag;

  String name;

  Long score;

  @Column(name = "changed_at")
  Instant changedAt;
}
