package io.impuls.rules.condition;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.rules.Problem;
import java.util.Iterator;
import java.util.List;

/** Reads one test: a field, one comparison, and what it is compared with. */
final class TestParser {

  private final List<Problem> problems;
  private final boolean ofContact;

  /**
   * @param ofContact whether the fields are those of a contact, and not of an event
   */
  TestParser(List<Problem> problems, boolean ofContact) {
    this.problems = problems;
    this.ofContact = ofContact;
  }

  /** Gives the test; null after a problem was noted. */
  FieldTest parse(JsonNode node, String at) {
    JsonNode name = node.get("field");
    if (name == null) {
      return problem(at, withoutField(node));
    }
    if (!name.isTextual()) {
      return problem(at + "/field", "needs a field's name as text, such as \"page.path\"");
    }
    Field field = field(name.textValue(), at + "/field");
    Operator operator = operator(node, at);
    if (field == null || operator == null) {
      return null;
    }
    String operandAt = at + "/" + operator.word();
    if (!operator.fits(field.type())) {
      return problem(operandAt, unfit(field, operator));
    }
    JsonNode operand =
        new OperandParser(field, problems).parse(operator, node.get(operator.word()), operandAt);
    return operand == null ? null : new FieldTest(field, operator, operand);
  }

  private Field field(String name, String at) {
    Field found = (ofContact ? ContactFields.find(name) : EventFields.find(name)).orElse(null);
    if (found == null && !ofContact && name.startsWith(ContactFields.PREFIX)) {
      problem(at, "no event has it: \"contact.\" fields stand in a rule's \"trait\" only");
    } else if (found == null) {
      List<String> near = ofContact ? ContactFields.nearest(name) : EventFields.nearest(name);
      problem(at, "unknown field \"" + shorten(name) + "\"" + Nearest.question(near));
    }
    return found;
  }

  private Operator operator(JsonNode node, String at) {
    Operator found = null;
    boolean fine = true;
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String word = names.next();
      if (problems.size() >= ConditionParser.MAX_PROBLEMS) {
        return null;
      }
      if (word.equals("field")) {
        continue;
      }
      Operator operator = Operator.of(word).orElse(null);
      if (operator == null) {
        problem(at + "/" + escape(word), unknownOperator(word));
        fine = false;
      } else if (found != null) {
        problem(
            at + "/" + word,
            "a test has one comparison: use \"between\", or one test each inside \"all\"");
        fine = false;
      } else {
        found = operator;
      }
    }
    if (found == null && fine) {
      problem(at, "the test compares with nothing: add one of " + words(Operator.words()));
    }
    return fine ? found : null;
  }

  private static String withoutField(JsonNode node) {
    if (node.size() == 1) {
      String word = node.fieldNames().next();
      switch (word) {
        case "and":
          return "write \"all\" instead of \"and\"";
        case "or":
          return "write \"any\" instead of \"or\"";
        default:
          break;
      }
    }
    return ConditionParser.SHAPE;
  }

  private static String unfit(Field field, Operator operator) {
    return "\""
        + operator.word()
        + "\" does not fit "
        + field.name()
        + ", which is "
        + field.type().words()
        + ": use one of "
        + words(Operator.wordsFor(field.type()));
  }

  private static String unknownOperator(String word) {
    return switch (word) {
      case "eq", "is", "==" -> "unknown comparison \"" + word + "\"; did you mean equals?";
      case "ne", "neq", "notEquals", "!=" ->
          "unknown comparison \"" + word + "\": put \"equals\" inside {\"not\": {...}}";
      default ->
          "unknown comparison \""
              + shorten(word)
              + "\""
              + Nearest.question(Nearest.of(word, Operator.words()))
              + " There are "
              + words(Operator.words());
    };
  }

  private static String words(List<String> words) {
    return String.join(", ", words);
  }

  private static String shorten(String written) {
    return written.length() <= 60 ? written : written.substring(0, 60) + "...";
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private FieldTest problem(String at, String message) {
    problems.add(new Problem(at, message));
    return null;
  }
}
