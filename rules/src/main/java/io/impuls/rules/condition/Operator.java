package io.impuls.rules.condition;

import io.impuls.rules.condition.Field.Type;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The ways to compare a field. */
public enum Operator {
  /** The very value: text by letter and case, numbers by amount (50 equals 50.00). */
  EQUALS("equals", EnumSet.allOf(Type.class)),
  /** One of several values. */
  IN("in", EnumSet.allOf(Type.class)),
  /** Greater than. */
  GT("gt", EnumSet.of(Type.NUMBER, Type.ANY)),
  /** Greater than or equal to. */
  GTE("gte", EnumSet.of(Type.NUMBER, Type.ANY)),
  /** Less than. */
  LT("lt", EnumSet.of(Type.NUMBER, Type.ANY)),
  /** Less than or equal to. */
  LTE("lte", EnumSet.of(Type.NUMBER, Type.ANY)),
  /** From the first to the second number, both included. */
  BETWEEN("between", EnumSet.of(Type.NUMBER, Type.ANY)),
  /** Has the text somewhere. */
  CONTAINS("contains", EnumSet.of(Type.TEXT, Type.ANY)),
  /** Begins with the text. */
  STARTS_WITH("startsWith", EnumSet.of(Type.TEXT, Type.ANY)),
  /** Ends with the text. */
  ENDS_WITH("endsWith", EnumSet.of(Type.TEXT, Type.ANY)),
  /** Fits a path pattern from beginning to end; see {@link Glob}. */
  GLOB("glob", EnumSet.of(Type.TEXT, Type.ANY)),
  /** A regular expression (RE2, linear time) is found somewhere in the text. */
  MATCHES("matches", EnumSet.of(Type.TEXT, Type.ANY)),
  /** Whether there is a value at all. */
  EXISTS("exists", EnumSet.allOf(Type.class));

  private final String word;
  private final Set<Type> types;

  Operator(String word, Set<Type> types) {
    this.word = word;
    this.types = types;
  }

  /** Gives the word in the condition language. */
  public String word() {
    return word;
  }

  /** Whether a field of {@code type} can be compared so. */
  public boolean fits(Type type) {
    return types.contains(type);
  }

  static Optional<Operator> of(String word) {
    return Stream.of(values()).filter(operator -> operator.word.equals(word)).findFirst();
  }

  static List<String> words() {
    return Stream.of(values()).map(Operator::word).toList();
  }

  static List<String> wordsFor(Type type) {
    return Stream.of(values()).filter(each -> each.fits(type)).map(Operator::word).toList();
  }
}
