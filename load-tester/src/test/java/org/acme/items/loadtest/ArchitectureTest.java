package org.acme.items.loadtest;

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
          .importPackages("org.acme.items.loadtest");

  @Test
  void onlyTheJettyPackageUsesTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..engine.jetty")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.eclipse.jetty..", "org.mortbay..")
        .check(CLASSES);
  }

  @Test
  void statisticsKnowNothingOfLoad() {
    noClasses()
        .that()
        .resideInAPackage("..statistics")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..engine..", "..measurement", "..report", "..scenario", "..service")
        .check(CLASSES);
  }

  @Test
  void onlyTheServiceAndItsCommandUseQuarkus() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..service", "org.acme.items.loadtest")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.quarkus..", "jakarta..")
        .check(CLASSES);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("org.acme.items.loadtest.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void dependenciesComeThroughConstructors() {
    noFields().should().beAnnotatedWith(Inject.class).check(CLASSES);
  }
}
