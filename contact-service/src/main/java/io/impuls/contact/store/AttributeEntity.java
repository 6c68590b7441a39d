package io.impuls.contact.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of {@code attribute}, for reading only. */
@Entity
@Immutable
@Table(name = "attribute")
@IdClass(AttributeId.class)
class AttributeEntity {
  @Id UUID workspace;
  @Id UUID person;

  @Id String name;

  String value;
}
