package org.acme.items.frontend;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.inject.Inject;
import org.acme.items.frontend.backend.ItemsClient;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.acme.items.frontend");

  @Test
  void everyPackageIsLookedAt() {
    assertThat(CLASSES.contain(ItemsClient.class)).isTrue();
  }

  @Test
  void onlyTheBackendPackageKnowsHowTheBackendIsReached() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..frontend.backend..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta.ws.rs.client..",
            "org.eclipse.microprofile.rest.client..",
            "org.jboss.resteasy.reactive.client..",
            "io.quarkus.rest.client..",
            "java.net.http..",
            "com.fasterxml.jackson..")
        .check(CLASSES);
  }

  @Test
  void theBackendPackageKnowsNothingOfPages() {
    noClasses()
        .that()
        .resideInAPackage("..frontend.backend..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.quarkus.qute..", "..frontend.items..", "..frontend.http..")
        .check(CLASSES);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("org.acme.items.frontend.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nothingIsInjectedIntoFields() {
    noFields()
        .should()
        .beAnnotatedWith(Inject.class)
        .orShould()
        .beAnnotatedWith(ConfigProperty.class)
        .check(CLASSES);
  }

  @Test
  void theEnvironmentIsReadOnlyThroughTheConfiguration() {
    noClasses()
        .should()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getProperty", String.class)
        .check(CLASSES);
  }
}
