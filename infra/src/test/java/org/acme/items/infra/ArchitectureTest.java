package org.acme.items.infra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  /** By their folder: looking for them among all libraries takes long. */
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importUrl(InfraApp.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void configurationAndPlanKnowNothingOfTheCdk() {
    noClasses()
        .that()
        .resideInAnyPackage("..config", "..plan")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software..")
        .check(CLASSES);
  }

  @Test
  void onlyTheConfigurationReadsYaml() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..config")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.yaml..")
        .check(CLASSES);
  }

  @Test
  void nothingBelowTheAppReadsTheEnvironmentOrTheClock() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.acme.items.infra")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .check(CLASSES);
  }

  @Test
  void platformDoesNotKnowServices() {
    noClasses()
        .that()
        .resideInAnyPackage("..platform", "..monitoring")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..service")
        .check(CLASSES);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("org.acme.items.infra.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
