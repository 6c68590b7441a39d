/**
 * What the tests of every module share: architecture rules, event builders, a settable clock,
 * tokens and the embedded servers as a JUnit extension and as a Quarkus test resource.
 */
package io.impuls.testkit;
