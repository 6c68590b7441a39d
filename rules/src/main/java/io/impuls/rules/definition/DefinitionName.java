package io.impuls.rules.definition;

/**
 * Names of plans, rules and bands. People read them, and they stand in records and stored rows,
 * which have room for texts of this length only.
 */
public final class DefinitionName {

  /** Longest name, in characters. */
  public static final int LONGEST = 200;

  /** What to say of a name that is not {@link #valid}. */
  public static final String RULE =
      "needs a name of 1 to " + LONGEST + " characters, without control characters";

  private DefinitionName() {}

  /** Whether something can have this name. */
  public static boolean valid(String name) {
    return name != null
        && !name.isBlank()
        && name.length() <= LONGEST
        && name.chars().noneMatch(Character::isISOControl);
  }
}
