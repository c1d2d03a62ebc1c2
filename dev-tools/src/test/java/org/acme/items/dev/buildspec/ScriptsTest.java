package org.acme.items.dev.buildspec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts of a delivery by themselves. */
class ScriptsTest {
  private static final Map<String, String> GIVEN =
      Map.of("GIT_COMMIT", Checkout.COMMIT, "REPOSITORY_URI", Checkout.REPOSITORY + "backend");

  private final Checkout checkout;

  ScriptsTest(@TempDir Path root) throws IOException {
    checkout = new Checkout(root.toRealPath());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          backend-service/src/main/java/A.java | backend
          backend-service/Dockerfile           | backend
          backend-service/service.yaml         | backend load
          frontend-service/pom.xml             | frontend
          load-tester/scenarios/x.yaml         | load
          pom.xml                              | all
          mvnw                                 | all
          .mvn/jvm.config                      | all
          .dockerignore                        | all
          contracts/openapi.yaml               | all
          scripts/delivery/image               | all
          scripts/healthcheck                  | all
          scripts/smoke                        | ''
          infra/src/main/java/A.java           | ''
          docs/load.md                         | ''
          backend-service/README.md            | ''
          """)
  void pushStartsWhatItChanges(String file, String services) throws IOException {
    commit();
    Path changed = checkout.file(file);
    Files.createDirectories(changed.resolveSibling("."));
    Files.writeString(changed, "# changed\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    commit();

    checkout.bash("bash scripts/delivery/changed HEAD~1 HEAD", Map.of());

    assertThat(services(checkout.said())).isEqualTo(services.equals("all") ? all() : services);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000",
        "1111111111111111111111111111111111111111",
      })
  void firstAndForcedPushesStartEverything(String before) {
    commit();

    checkout.bash("bash scripts/delivery/changed %s HEAD".formatted(before), Map.of());

    assertThat(services(checkout.said())).isEqualTo(all());
    assertThat(checkout.said()).contains("{\"service\":\"load\",\"folder\":\"load-tester\"}");
  }

  private static String all() {
    return Checkout.folders().stream()
        .map(folder -> folder.replaceFirst("-(service|tester)$", ""))
        .collect(Collectors.joining(" "));
  }

  @Test
  void folderMustBeThatOfTheService() {
    Map<String, String> given = new HashMap<>(GIVEN);
    given.put("SERVICE", "backend");

    assertThat(checkout.bash("bash scripts/delivery/prepare frontend-service", given)).isEqualTo(1);
    assertThat(checkout.said()).contains("the name in frontend-service/service.yaml, got backend");
    assertThat(checkout.bash("bash scripts/delivery/prepare", given)).isZero();
    assertThat(checkout.text("target/delivery/backend/folder")).isEqualTo("backend-service\n");
    given.put("SERVICE", "nobody");
    assertThat(checkout.bash("bash scripts/delivery/prepare", given)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify", "sbom", "templates", "image", "scan", "exports"})
  void stepWithoutThoseBeforeItSaysWhichIsMissing(String step) {
    Map<String, String> given = new HashMap<>(GIVEN);
    given.put("SERVICE", "backend");

    assertThat(checkout.bash("bash scripts/delivery/" + step, given)).isEqualTo(1);
    assertThat(checkout.said())
        .containsPattern("is missing: run scripts/delivery/(prepare|image) first");
    assertThat(checkout.calls()).isEmpty();
  }

  private void commit() {
    assertThat(
            checkout.bash(
                "git init -q . 2>/dev/null; git add -A . && git -c user.name=a -c user.email=a@b"
                    + " -c commit.gpgsign=false commit -q -m a",
                Map.of()))
        .as(checkout.said())
        .isZero();
  }

  private static String services(String json) {
    return json.strip()
        .replaceAll("[^:]*\"service\":\"([a-z]+)\"[^}]*}", "$1 ")
        .replaceAll("[\\[\\] ]+$|^\\[", "");
  }
}
