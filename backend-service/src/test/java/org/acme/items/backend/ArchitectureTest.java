package org.acme.items.backend;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.acme.items.backend");

  @Test
  void onlyTheDynamodbPackageUsesTheAwsSdk() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..items.dynamodb")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon..")
        .check(CLASSES);
  }

  @Test
  void httpConventionsKnowNoFeature() {
    noClasses()
        .that()
        .resideInAPackage("..backend.http")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..backend.items..")
        .check(CLASSES);
  }

  @Test
  void nothingDependsOnHowItemsAreKept() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..items.dynamodb")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..items.dynamodb")
        .check(CLASSES);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("org.acme.items.backend.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void dependenciesComeThroughConstructors() {
    noFields().should().beAnnotatedWith(Inject.class).check(CLASSES);
  }

  @Test
  void environmentIsReadByConfigurationOnly() {
    noClasses()
        .should()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getProperty", String.class)
        .check(CLASSES);
  }
}
