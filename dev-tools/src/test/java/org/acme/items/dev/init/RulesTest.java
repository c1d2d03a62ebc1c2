package org.acme.items.dev.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
  private static final Project MINE = Project.of("com.example.store", "store");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A.java        | import {package}.dev.Console;           | import com.example.store.dev.Console;
          A.java        | "a-service/src/{folder}/A.java"         | "a-service/src/com/example/store/A.java"
          A.java        | compile("(?:{escaped})\\\\.")           | compile("(?:com\\\\.example\\\\.store)\\\\.")
          a/pom.xml     | <groupId>{package}</groupId>            | <groupId>com.example.store</groupId>
          a/pom.xml     | <artifactId>{name}</artifactId>         | <artifactId>store</artifactId>
          pom.xml       | <name>{name}</name>                     | <name>store</name>
          a.yaml        | http://backend.{name}.internal:8080     | http://backend.store.internal:8080
          prod.yaml     | domain: { name: {name}.example.com }    | domain: { name: store.example.com }
          delivery.yaml | repository: example.com/{name} }        | repository: example.com/store }
          A.java        | {name}-prod-backend {name}-%s           | store-prod-backend store-%s
          prepare       | amazonaws.com/{name}-dev/$SERVICE       | amazonaws.com/store-dev/$SERVICE
          A.java        | "Key=project,Values={name}"             | "Key=project,Values=store"
          A.java        | {\\"project\\":\\"{name}\\"}            | {\\"project\\":\\"store\\"}
          A.java        | path("project").asText("{name}")        | path("project").asText("store")
          A.java        | "${AWS_STACKS:-{name}-demo-backend}"    | "${AWS_STACKS:-store-demo-backend}"
          A.java        | "backend:Image={name}/backend:abc"      | "backend:Image=store/backend:abc"
          permissions   | arn:aws:codecommit:eu-1:${Id}:{name}    | arn:aws:codecommit:eu-1:${Id}:store
          a.yaml        | project: {name}                         | project: store
          README.md     | # {name}                                | # store
          """)
  void projectIsRenamed(Path file, String sample, String mine) {
    Rules.Renamed renamed = Rules.apply(file, Sample.text(sample), MINE);

    assertThat(renamed.text()).isEqualTo(mine);
    assertThat(renamed.places()).isPositive();
  }

  @Test
  void tagOfBoardsIsRenamed() {
    String sample =
        """
          "tags": [
            "{name}"
          ],
        """;

    assertThat(renamed("observability/grafana/boards/a.json", sample))
        .isEqualTo(
            """
              "tags": [
                "store"
              ],
            """);
  }

  @Test
  void onlyTheProjectHasAnotherDefaultAmongTheKeys() {
    String sample =
        """
        | `ITEMS_TABLE` | the table | `{name}` |
        | `project` | a name | of all | `{name}` |
        """;

    assertThat(renamed("docs/configuration.md", sample))
        .isEqualTo(
            Sample.text(
                """
                | `ITEMS_TABLE` | the table | `{name}` |
                | `project` | a name | of all | `store` |
                """));
  }

  private static String renamed(String file, String sample) {
    return Rules.apply(Path.of(file), Sample.text(sample), MINE).text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A.java       | given().get(api + "/{name}/" + id)
          A.java       | private final List<Item> {name};
          A.java       | Map.of("{name}", List.of())
          items.css    | align-{name}: center; /* {name}.css */
          items.css    | .more-{name}-list {}
          runbooks.md  | aws codepipeline list --max-{name} 5
          a.properties | {name}.table.name=${ITEMS_TABLE:{name}}
          a.json       | urn:problem:{name}:not-found
          a.json       | sum(rate({name}_created_total[1m]))
          a.json       | http_client_requests{clientName=\\"{name}\\"}
          README.md    | An {name} API over DynamoDB
          spring/pom.xml | <finalName>{name}</finalName>
          a.schema.json  | "{name}" : { "type" : "string" }
          A.java       | https://{name}.example:8443
          LICENSE      | the project {name}
          """)
  void resourceStays(Path file, String sample) {
    String text = Sample.text(sample);

    Rules.Renamed renamed = Rules.apply(file, text, MINE);

    assertThat(renamed.text()).isEqualTo(text);
    assertThat(renamed.places()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a/src/main/java/{folder}/{name}/Item.java              | a/src/main/java/com/example/store/{name}/Item.java
          observability/grafana/provisioning/dashboards/{name}.yml | observability/grafana/provisioning/dashboards/store.yml
          frontend-service/src/main/resources/{name}.css         | frontend-service/src/main/resources/{name}.css
          contracts/{name}.json                                  | contracts/{name}.json
          """)
  void pathsAreRenamedLikeTexts(String sample, String mine) {
    String path = Sample.text(sample);

    assertThat(Rules.apply(Path.of(path), path, MINE).text()).isEqualTo(Sample.text(mine));
  }
}
