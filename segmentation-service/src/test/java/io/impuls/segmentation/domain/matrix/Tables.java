package io.impuls.segmentation.domain.matrix;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contracts.plan.MatrixDefinition;
import io.impuls.contracts.topic.Json;
import io.impuls.rules.Problem;
import io.impuls.segmentation.domain.TagRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Matrices as a marketer writes them, with single quotes for double ones. */
public final class Tables {

  public static final MatrixCompiler COMPILER = new MatrixCompiler(Duration.ofDays(30));

  private final List<Matrices.InForce> versions = new ArrayList<>();

  /** Adds the only version of a matrix with these rows. */
  public Tables with(String id, String rows) {
    return with(id, rows, "");
  }

  /** Adds the only version of a matrix with other settings, each after a comma. */
  public Tables with(String id, String rows, String settings) {
    return with(id, 1, Instant.MIN, Instant.MAX, rows, settings);
  }

  public Tables with(
      String id, int version, Instant from, Instant until, String rows, String settings) {
    Matrix matrix = COMPILER.compile(id, version, definition(rows, settings)).orElseThrow();
    versions.add(new Matrices.InForce(matrix, from, until));
    return this;
  }

  public Matrices matrices() {
    return new Matrices(versions);
  }

  /** Gives them beside no tag rules. */
  public TagRules rules() {
    return TagRules.NONE.with(matrices());
  }

  /** Gives {@code pointer} of everything that is wrong with a matrix. */
  static List<String> faults(String rows, String settings) {
    return COMPILER.compile("m", 1, definition(rows, settings)).problems().stream()
        .map(Problem::pointer)
        .toList();
  }

  private static MatrixDefinition definition(String rows, String settings) {
    String text = "{'name':'M','rows':[%s]%s}".formatted(rows, settings).replace('\'', '"');
    try {
      return Json.mapper().readValue(text, MatrixDefinition.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
