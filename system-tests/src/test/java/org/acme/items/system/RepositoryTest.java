package org.acme.items.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.acme.items.dev.ServiceManifest;
import org.acme.items.dev.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a new service needs in this repository; each test names the step that was forgotten. */
class RepositoryTest {
  private static final Path ROOT = Path.of("..");

  static Stream<ServiceManifest> services() {
    return new Workspace(ROOT).services().stream();
  }

  @Test
  void everyServiceFolderHasAManifest() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT)) {
      assertThat(folders.filter(folder -> folder.toString().endsWith("-service")))
          .isNotEmpty()
          .allSatisfy(folder -> assertThat(folder.resolve("service.yaml")).exists());
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void serviceHasTheSameFilesAsTheOthers(ServiceManifest service) {
    for (String file :
        List.of(
            "README.md",
            "pom.xml",
            "Dockerfile",
            "java.args",
            "buildspec.yml",
            "src/main",
            "src/test",
            "src/training")) {
      assertThat(new Workspace(ROOT).folder(service).resolve(file)).exists();
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void serviceIsAModule(ServiceManifest service) throws IOException {
    assertThat(Files.readString(ROOT.resolve("pom.xml")))
        .contains("<module>%s-service</module>".formatted(service.name()));
  }

  @ParameterizedTest
  @MethodSource("services")
  void serviceIsInTheReadme(ServiceManifest service) throws IOException {
    assertThat(Files.readString(ROOT.resolve("README.md"))).contains(service.name() + "-service");
  }

  @ParameterizedTest
  @MethodSource("services")
  void imageRunsAsAnOrdinaryUserAndChecksTheHealthPathOfTheManifest(ServiceManifest service)
      throws IOException {
    String dockerfile = Files.readString(new Workspace(ROOT).folder(service).resolve("Dockerfile"));

    assertThat(dockerfile)
        .contains("USER 10001:10001")
        .contains("\"%d\", \"%s\"".formatted(service.port(), service.health().live()))
        .contains("EXPOSE " + service.port());
  }

  @ParameterizedTest
  @MethodSource("services")
  void imageStartsFromItsAotCacheWithTheOptionsThatItWasMadeWith(ServiceManifest service)
      throws IOException {
    String dockerfile = Files.readString(new Workspace(ROOT).folder(service).resolve("Dockerfile"));

    assertThat(dockerfile)
        .contains("ENTRYPOINT [\"java\", \"-XX:AOTCache=app.aot\", \"@java.args\"]");
  }
}
