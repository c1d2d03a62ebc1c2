package org.acme.items.frontend.items;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.acme.items.frontend.BackendStub;
import org.junit.jupiter.api.Test;

/** The style sheet, icon and scripts that a page names. */
@QuarkusTest
@WithTestResource(BackendStub.class)
class PageFilesTest {
  private static final Pattern FILE =
      Pattern.compile("(?:src|href)=\"(/[^\"]+\\.[a-z]+(?:\\?[^\"]*)?)\"");

  /** Among them htmx, whose version stands in the template and in the root pom. */
  @Test
  void everyFileThatThePageNamesIsThere() {
    assertThat(files())
        .anyMatch(file -> file.contains("htmx"))
        .anyMatch(file -> file.contains("items.css"))
        .allSatisfy(file -> assertThat(given().get(file).statusCode()).as(file).isEqualTo(200));
  }

  @Test
  void filesAreKeptByBrowsersAndHaveAnAddressOfTheirOwnInEachVersion() {
    assertThat(files().filter(file -> file.contains("css") || file.contains(".js")))
        .allSatisfy(file -> {
          Response answer = given().get(file);
          assertThat(answer.header("Cache-Control")).contains("max-age=86400");
          assertThat(file).containsPattern("\\?v=1\\.2\\.3|/[0-9]+\\.[0-9]+\\.[0-9]+/");
        });
  }

  private static Stream<String> files() {
    return FILE.matcher(given().get("/items/new").asString())
        .results()
        .map(match -> match.group(1));
  }
}
