package io.impuls.rules.definition;

import java.util.regex.Pattern;

/** Ids of plans and rules: they are parts of keys and addresses. */
public final class DefinitionId {

  /** What to say of an id that is not {@link #valid}. */
  public static final String RULE =
      "needs 1 to 64 letters, digits, dots, underscores or hyphens, the first a letter or digit";

  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private DefinitionId() {}

  /** Whether a plan or rule can have this id. */
  public static boolean valid(String id) {
    return id != null && VALID.matcher(id).matches();
  }
}
