package io.impuls.segmentation.domain.matrix;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Product;
import io.impuls.contracts.plan.MatrixDefinition.Subject;
import io.impuls.rules.pattern.PatternIndex;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rows of a matrix by the type of an event, what they look at and their patterns, so that an
 * event is looked at once whatever the number of rows. Made when the first event is looked at:
 * versions of the past may never be.
 */
public final class RowIndex {

  /** Rows that look at the same thing in events of the same type. */
  private record Group(List<MatrixRow> rows, PatternIndex patterns) {}

  private static final String CATEGORY = "category";

  private final List<MatrixRow> rows;
  private volatile Map<String, Map<Subject, Group>> types;

  RowIndex(List<MatrixRow> rows) {
    this.rows = List.copyOf(rows);
  }

  /** Gives the rows that an event is about, and what they caught, in the order of the rows. */
  List<RowHit> hits(Event event) {
    Map<Subject, Group> groups = types().get(event.type());
    if (groups == null) {
      return List.of();
    }
    List<RowHit> hits = new ArrayList<>(2);
    groups.forEach(
        (subject, group) -> {
          for (String text : texts(subject, event)) {
            add(group, text, event, hits);
          }
        });
    hits.sort(java.util.Comparator.comparingInt(hit -> hit.row().number()));
    return hits;
  }

  private static void add(Group group, String text, Event event, List<RowHit> hits) {
    for (int place : group.patterns().candidates(text)) {
      MatrixRow row = group.rows().get(place);
      if (row.counts(event)) {
        row.pattern().fit(text).map(caught -> new RowHit(row, caught)).ifPresent(hits::add);
      }
    }
  }

  /** Each once: several products of one category are one look at it. */
  static Set<String> texts(Subject subject, Event event) {
    String address =
        switch (subject) {
          case PATH -> event.page() == null ? null : event.page().path();
          case URL -> event.page() == null ? null : event.page().url();
          case CATEGORY -> null;
        };
    if (subject != Subject.CATEGORY) {
      return address == null ? Set.of() : Set.of(address);
    }
    Set<String> categories = new TreeSet<>();
    for (Product product : event.products()) {
      if (product.category() != null) {
        categories.add(product.category());
      }
    }
    if (event.properties().get(CATEGORY) instanceof String category) {
      categories.add(category);
    }
    return categories;
  }

  private Map<String, Map<Subject, Group>> types() {
    Map<String, Map<Subject, Group>> made = types;
    if (made == null) {
      made = make();
      types = made;
    }
    return made;
  }

  private Map<String, Map<Subject, Group>> make() {
    Map<String, Map<Subject, List<MatrixRow>>> sorted = new HashMap<>();
    for (MatrixRow row : rows) {
      for (String type : row.events()) {
        sorted
            .computeIfAbsent(type, t -> new EnumMap<>(Subject.class))
            .computeIfAbsent(row.subject(), s -> new ArrayList<>())
            .add(row);
      }
    }
    Map<String, Map<Subject, Group>> groups = new HashMap<>();
    sorted.forEach(
        (type, subjects) -> {
          Map<Subject, Group> made = new EnumMap<>(Subject.class);
          subjects.forEach((subject, some) -> made.put(subject, group(some)));
          groups.put(type, made);
        });
    return Map.copyOf(groups);
  }

  private static Group group(List<MatrixRow> rows) {
    return new Group(
        List.copyOf(rows), new PatternIndex(rows.stream().map(MatrixRow::pattern).toList()));
  }
}
