package io.impuls.testkit;

/**
 * The lock of what exists once in a JVM even where Quarkus loads our classes more than once: equal
 * string constants are one object in all of them.
 */
final class OnePerJvm {

  static final String LOCK = "io.impuls.testkit: one per JVM";

  private OnePerJvm() {}
}
