package io.impuls.service.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.impuls.service.problem.Problem.FieldError;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.List;
import java.util.Objects;

/** Says where in a JSON body a fault lies, without showing class names or values. */
final class JsonFaults {

  private JsonFaults() {}

  static Problem of(JacksonException broken) {
    if (!(broken instanceof JsonMappingException mapping)) {
      return Problem.invalid(
          broken.getLocation() == null
              ? "The body is not JSON"
              : "The body is not JSON at line %d, column %d"
                  .formatted(broken.getLocation().getLineNr(), broken.getLocation().getColumnNr()),
          List.of());
    }
    return Problem.invalid(
        "The body does not have the expected form",
        List.of(new FieldError(pointer(mapping.getPath()), message(mapping))));
  }

  private static String message(JsonMappingException broken) {
    if (broken instanceof UnrecognizedPropertyException) {
      return "is not a known field";
    }
    if (broken instanceof InvalidFormatException format) {
      return format.getTargetType().isEnum()
          ? "must be one of " + List.of(format.getTargetType().getEnumConstants())
          : "is not a valid " + word(format.getTargetType());
    }
    Throwable cause = broken.getCause();
    return cause instanceof IllegalArgumentException
            || cause instanceof NullPointerException
            || cause instanceof ArithmeticException
        ? Objects.requireNonNullElse(cause.getMessage(), "holds a null where it needs a value")
        : "has the wrong type or is missing";
  }

  private static String word(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "Instant" -> "time; write it as 2026-11-22T10:15:30Z";
      case "Duration" -> "duration; write it as PT24H";
      case "UUID" -> "UUID";
      case "BigDecimal", "Points", "int", "long", "Integer", "Long", "double" -> "number";
      case "boolean", "Boolean" -> "truth value";
      default -> "value";
    };
  }

  private static String pointer(List<Reference> path) {
    StringBuilder pointer = new StringBuilder();
    for (Reference step : path) {
      pointer.append('/');
      pointer.append(step.getFieldName() == null ? step.getIndex() : escape(step.getFieldName()));
    }
    return pointer.toString();
  }

  /** Gives the JSON pointer of a violated property; the method and its parameter are left out. */
  static String pointer(Path path) {
    StringBuilder pointer = new StringBuilder();
    for (Path.Node step : path) {
      if (step.getIndex() != null) {
        pointer.append('/').append(step.getIndex());
      }
      if (step.getKind() == ElementKind.PROPERTY) {
        pointer.append('/').append(escape(step.getName()));
      }
    }
    if (pointer.length() > 0) {
      return pointer.toString();
    }
    String last = "";
    for (Path.Node step : path) {
      last = step.getName();
    }
    return last == null ? "" : last;
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
