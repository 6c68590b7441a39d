package io.impuls.tracking;

import io.impuls.testkit.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

  @TestFactory
  Stream<DynamicTest> theCollectorKeepsTheRules() {
    return ArchitectureRules.of("io.impuls.tracking.collector").tests();
  }

  @TestFactory
  Stream<DynamicTest> theResolverKeepsTheRules() {
    return ArchitectureRules.of("io.impuls.tracking.resolver").tests();
  }

  @TestFactory
  Stream<DynamicTest> theServiceKeepsTheRules() {
    return ArchitectureRules.of("io.impuls.tracking").tests();
  }
}
