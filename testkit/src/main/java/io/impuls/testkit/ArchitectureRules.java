package io.impuls.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What may import what inside a service, each rule a sentence. A service has one test of it:
 *
 * <pre>{@code
 * class ArchitectureTest {
 *   @TestFactory
 *   Stream<DynamicTest> keepsTheRules() {
 *     return ArchitectureRules.of("io.impuls.scoring").tests();
 *   }
 * }
 * }</pre>
 */
public final class ArchitectureRules {

  private static final List<String> EDGES =
      List.of("api", "publish", "delivery", "store", "timeline");

  private static final String[] DATABASES = {
    "java.sql..",
    "javax.sql..",
    "jakarta.persistence..",
    "org.hibernate..",
    "io.quarkus.hibernate..",
    "io.vertx.sqlclient..",
    "io.vertx.mutiny.sqlclient..",
    "io.vertx.pgclient..",
    "com.datastax.."
  };

  private final String base;

  private ArchitectureRules(String base) {
    this.base = base;
  }

  /** Gives the rules of the service with this base package, such as {@code io.impuls.scoring}. */
  public static ArchitectureRules of(String basePackage) {
    return new ArchitectureRules(basePackage);
  }

  /** Gives one test per rule over the service's own classes, its tests left out. */
  public Stream<DynamicTest> tests() {
    JavaClasses service =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(base);
    return all().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(service)));
  }

  /** Gives every rule. */
  public List<ArchRule> all() {
    List<ArchRule> rules = new ArrayList<>();
    rules.add(domainIsPlainJava());
    rules.add(domainTakesTimeAsAnInput());
    rules.add(streamsDoNotServeHttp());
    rules.add(streamsUsePortsInsteadOfDatabases());
    EDGES.forEach(edge -> rules.add(edgeLeavesTheOthersAlone(edge)));
    rules.add(onlyConfigIsWiring());
    rules.add(metricsStandBehindAPort());
    rules.add(nothingWritesToTheConsole());
    rules.add(namesSayWhatAThingIs());
    return List.copyOf(rules);
  }

  /** The domain uses only {@code java.*}, contracts and rules. */
  public ArchRule domainIsPlainJava() {
    return sentence(
        classes()
            .that()
            .resideInAPackage(in("domain"))
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                        "java..", "io.impuls.contracts..", "io.impuls.rules..", in("domain"))
                    .or(anArrayOfPrimitives())
                    .or(aJsonTree())),
        "The domain is plain Java: it uses java.*, contracts, rules and itself only",
        "it is tested without a container and replayed with any clock");
  }

  /** The domain never asks what time it is. */
  public ArchRule domainTakesTimeAsAnInput() {
    return sentence(
        noClasses()
            .that()
            .resideInAPackage(in("domain"))
            .should()
            .accessTargetWhere(readsTheClock()),
        "The domain takes time as an argument and never reads a clock",
        "state is a pure function of the event log");
  }

  /** Topologies, triggers and projections know nothing of HTTP. */
  public ArchRule streamsDoNotServeHttp() {
    return sentence(
        noClasses()
            .that()
            .resideInAnyPackage(in("topology"), in("trigger"), in("projection"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", in("api")),
        "Topologies, triggers and projections do not use JAX-RS or the API",
        "they run without an HTTP server");
  }

  /** Topologies, triggers and projections reach databases through ports of the domain. */
  public ArchRule streamsUsePortsInsteadOfDatabases() {
    List<String> forbidden = new ArrayList<>(Arrays.asList(DATABASES));
    EDGES.forEach(edge -> forbidden.add(in(edge)));
    return sentence(
        noClasses()
            .that()
            .resideInAnyPackage(in("topology"), in("trigger"), in("projection"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(forbidden.toArray(String[]::new)),
        "Topologies, triggers and projections reach databases and senders by ports of the domain",
        "their tests use a fake behind the port");
  }

  /** Each of api, publish, delivery, store and timeline holds one technology and knows no other. */
  public ArchRule edgeLeavesTheOthersAlone(String edge) {
    String[] others =
        EDGES.stream().filter(other -> !other.equals(edge)).map(this::in).toArray(String[]::new);
    return sentence(
        noClasses()
            .that()
            .resideInAPackage(in(edge))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(others),
        "Package " + edge + " does not use the other edges of the service",
        "each holds one technology and meets the others in the domain");
  }

  /** Nothing but wiring itself and the edges that read settings knows {@code config}. */
  public ArchRule onlyConfigIsWiring() {
    return sentence(
        noClasses()
            .that()
            .resideInAPackage(in("domain"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(in("config")),
        "The domain does not import the configuration",
        "settings reach it as arguments");
  }

  /** Only {@code metrics} and the wiring know Micrometer. */
  public ArchRule metricsStandBehindAPort() {
    return sentence(
        noClasses()
            .that()
            .resideInAPackage(base + "..")
            .and()
            .resideOutsideOfPackages(in("metrics"), in("config"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer.."),
        "Only the package metrics (and config, which wires it) uses Micrometer",
        "the rest counts through a port");
  }

  /** Nothing writes to the console. */
  public ArchRule nothingWritesToTheConsole() {
    return sentence(
        noClasses()
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
            .orShould()
            .callMethod(Throwable.class, "printStackTrace"),
        "Nothing writes to the console: it logs",
        "logs are structured and free of personal data");
  }

  /** Types are nouns of the trade, not patterns. */
  public ArchRule namesSayWhatAThingIs() {
    return sentence(
        noClasses()
            .that()
            .resideInAPackage(base + "..")
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveNameMatching(".*Utils?")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveNameMatching(".*\\.Base[A-Z][^.]*|.*[a-z]Base"),
        "No type is called Manager, Helper, Util, Impl or Base",
        "a type is named for what it is in marketing");
  }

  private static ArchRule sentence(ArchRule rule, String sentence, String because) {
    return rule.allowEmptyShould(true).as(sentence + ", because " + because);
  }

  private String in(String name) {
    return base + "." + name + "..";
  }

  private static DescribedPredicate<JavaClass> anArrayOfPrimitives() {
    return describe("an array of primitives", type -> type.getBaseComponentType().isPrimitive());
  }

  /** Contracts hold the conditions of plans as a tree, which the domain hands on to be compiled. */
  private static DescribedPredicate<JavaClass> aJsonTree() {
    return describe(
        "a JSON tree", type -> type.getName().equals("com.fasterxml.jackson.databind.JsonNode"));
  }

  private static DescribedPredicate<JavaAccess<?>> readsTheClock() {
    return describe(
        "read the system's clock",
        access -> {
          JavaClass owner = access.getTargetOwner();
          String name = access.getName();
          boolean argumentless = access.getTarget().getFullName().endsWith("()");
          return owner.isEquivalentTo(System.class)
                  && (name.equals("currentTimeMillis") || name.equals("nanoTime"))
              || owner.getPackageName().equals("java.time") && name.equals("now") && argumentless
              || owner.isEquivalentTo(Clock.class) && name.startsWith("system")
              || owner.isEquivalentTo(InstantSource.class) && name.equals("system")
              || owner.isEquivalentTo(Date.class) && name.equals("<init>") && argumentless;
        });
  }
}
