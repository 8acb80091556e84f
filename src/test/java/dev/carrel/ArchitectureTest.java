package dev.carrel;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.ws.rs.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The three rules that docs/architecture.md asks everybody to hold in the head. */
@AnalyzeClasses(packages = "dev.carrel", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "dev.carrel";

  /** What everybody may name. */
  private static final List<String> GROUND = List.of("database");

  /**
   * What each feature may name besides, and besides what it stands on; see docs/architecture.md.
   */
  private static final List<String> FOOTING = List.of("account", "engine", "web");

  /** The journey, in its order: each with the earlier stages that it may name. */
  private static final Map<String, List<String>> JOURNEY =
      Map.ofEntries(
          Map.entry("account", List.of()),
          Map.entry("notice", List.of()),
          Map.entry("catalogue", List.of()),
          Map.entry("recipe", List.of("catalogue")),
          Map.entry("build", List.of("recipe", "catalogue")),
          Map.entry("gpu", List.of("notice")),
          Map.entry("workspace", List.of()),
          Map.entry(
              "environment", List.of("recipe", "build", "gpu", "workspace", "catalogue", "notice")),
          Map.entry("access", List.of("environment", "workspace", "gpu")),
          Map.entry("retirement", List.of("environment", "workspace", "build", "gpu", "notice")));

  /** Pages over all features, which none of them names. */
  private static final List<String> OVERVIEWS = List.of("admin", "desk");

  private static final Map<String, List<String>> PORTS =
      Map.of("engine", List.of(), "web", List.of(), "database", List.of());

  @ArchTest
  static final ArchRule importsGoBackAlongTheJourney =
      classes()
          .that(inAKnownPackage())
          .should(importOnly())
          .because(
              "an earlier stage that names a later one cannot be read, tested or changed without"
                  + " it; it speaks by a past-tense event, or its page fetches the later one's"
                  + " fragment by URL");

  @ArchTest
  static final ArchRule everyPackageHasItsPlaceOnTheMap =
      classes()
          .that(not(resideInAPackage(ROOT)))
          .should(beOnTheMap())
          .because("one word serves as package, URL, table and navigation entry");

  @ArchTest
  static final ArchRule onlyTheDockerAdapterKnowsDocker =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.carrel.engine.docker..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.github.dockerjava..")
          .because("the engine is the only door to root, and another engine is another adapter");

  @ArchTest
  static final ArchRule onlyTheAccountKnowsTheProvider =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.carrel.account..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "io.quarkus.oidc..", "org.eclipse.microprofile.jwt..", "org.jose4j.."))
          .because("what a provider claims becomes an Account in one place, which holds the rules");

  @ArchTest
  static final ArchRule endpointsArePublic =
      methods()
          .that(areEndpoints())
          .should()
          .bePublic()
          .because("Quarkus answers 404 without a word for one that is not");

  @ArchTest
  static final ArchRule featuresDoNotGoInCircles =
      slices()
          .matching("dev.carrel.(*)..")
          .should()
          .beFreeOfCycles()
          .because("two packages that name each other are one package");

  @ArchTest
  static final ArchRule namesSayWhatAClassDoes =
      noClasses()
          .should()
          .haveNameMatching(".*(Impl|Util|Utils|Helper)")
          .because("such a name says that the noun was not found yet");

  @ArchTest
  static final ArchRule everyPackageIntroducesItself =
      classes()
          .should(havePackageInfo())
          .because("a package that cannot be told in a sentence is not one");

  private static DescribedPredicate<JavaClass> inAKnownPackage() {
    return DescribedPredicate.describe(
        "in a package of the map", type -> allowed(feature(type)) != null);
  }

  private static ArchCondition<JavaClass> importOnly() {
    return condition(
        "name only what the map allows",
        (type, events) -> {
          String own = feature(type);
          Set<String> allowed = allowed(own);
          type.getDirectDependenciesFromSelf().stream()
              .map(dependency -> feature(dependency.getTargetClass()))
              .filter(other -> !other.isEmpty() && !other.equals(own) && !allowed.contains(other))
              .collect(Collectors.toCollection(TreeSet::new))
              .forEach(
                  other ->
                      violate(
                          events,
                          type,
                          "%s names %s, but %s may name only %s"
                              .formatted(type.getName(), other, own, new TreeSet<>(allowed))));
        });
  }

  private static ArchCondition<JavaClass> beOnTheMap() {
    return condition(
        "be in a package of the map",
        (type, events) -> {
          if (feature(type) != null && !feature(type).isEmpty() && allowed(feature(type)) == null) {
            violate(events, type, type.getName() + " is in a package that is not on the map");
          }
        });
  }

  private static ArchCondition<JavaClass> havePackageInfo() {
    return condition(
        "be in a package with a package-info.java",
        (type, events) -> {
          boolean outermost = type.getPackageName().equals(ROOT);
          if (!outermost
              && type.getPackage().getClasses().stream().noneMatch(ArchitectureTest::isPackageInfo)
              && !introduces(type.getPackageName())) {
            violate(events, type, type.getPackageName() + " has no package-info.java");
          }
        });
  }

  private static boolean isPackageInfo(JavaClass type) {
    return type.getSimpleName().equals("package-info");
  }

  /** A package-info without annotations leaves no class behind: the source has to be asked. */
  private static boolean introduces(String packageName) {
    return java.nio.file.Files.exists(
        java.nio.file.Path.of("src/main/java", packageName.replace('.', '/'), "package-info.java"));
  }

  private static DescribedPredicate<JavaMethod> areEndpoints() {
    return DescribedPredicate.describe(
        "are endpoints",
        method ->
            method.getAnnotations().stream()
                .anyMatch(a -> a.getRawType().isAnnotatedWith(HttpMethod.class)));
  }

  /** Null for a package that is not on the map. */
  private static Set<String> allowed(String feature) {
    if (OVERVIEWS.contains(feature)) {
      return Stream.of(JOURNEY.keySet(), PORTS.keySet())
          .flatMap(Set::stream)
          .collect(Collectors.toSet());
    }
    if (PORTS.containsKey(feature)) {
      return feature.equals("database") ? Set.of() : Set.copyOf(GROUND);
    }
    if (!JOURNEY.containsKey(feature)) {
      return null;
    }
    return Stream.of(GROUND, FOOTING, JOURNEY.get(feature))
        .flatMap(List::stream)
        .collect(Collectors.toSet());
  }

  /** {@code recipe} for {@code dev.carrel.recipe.Anything}; empty for what is not ours. */
  private static String feature(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1).split("\\.")[0] : "";
  }

  private static ArchCondition<JavaClass> condition(String description, Check check) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        check.check(type, events);
      }
    };
  }

  @FunctionalInterface
  private interface Check {
    void check(JavaClass type, ConditionEvents events);
  }

  private static void violate(ConditionEvents events, JavaClass type, String message) {
    events.add(SimpleConditionEvent.violated(type, message));
  }
}
