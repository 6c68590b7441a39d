package io.impuls.scoring.domain;

/**
 * A rule over all versions of its plan: what caps count by. Written {@code <plan>/<rule>}; neither
 * id may hold a slash.
 *
 * @param plan id of the plan
 * @param rule id of the rule
 */
public record Lineage(String plan, String rule) {

  /** Reads {@code <plan>/<rule>}. */
  public static Lineage parse(String text) {
    int slash = text.indexOf('/');
    return new Lineage(text.substring(0, slash), text.substring(slash + 1));
  }

  /** Gives {@code <plan>/<rule>}. */
  @Override
  public String toString() {
    return plan + "/" + rule;
  }
}
