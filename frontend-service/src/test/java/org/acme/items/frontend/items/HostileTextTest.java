package org.acme.items.frontend.items;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.restassured.RestAssured.given;
import static org.acme.items.frontend.BackendStub.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;
import org.acme.items.frontend.BackendStub;
import org.acme.items.frontend.Contracts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that are made to be more than text stay text, wherever a page shows them. */
@QuarkusTest
@WithTestResource(BackendStub.class)
class HostileTextTest {
  private static final String ITEM = "/items/019aa0f6-5a3c-7b21-9c4e-3f0d8a6b7c15";

  private final WireMock backend = BackendStub.connect();

  static Stream<String> texts() {
    return Stream.of(
        "<script>alert(1)</script>",
        "</textarea></title><img src=x onerror=alert(1)>",
        "\" onfocus=\"alert(1)\" autofocus x=\"",
        "' hx-get='/q/metrics' hx-trigger='load",
        "{inject:service.version} {#include layout /} {view.items}",
        "${env.HOME} #{1+1} {{7*7}}",
        "javascript:alert(1)",
        "price \u202Egnp.exe\u202C and \u2066\u2067 never closed",
        "zero\u200Bwidth\u200D\uFEFF",
        "🫖👩‍👩‍👧 \uD835\uDD4F",
        "&lt;b&gt; &amp;amp; &#x3c;",
        "x".repeat(10_000));
  }

  @BeforeEach
  void forget() {
    backend.resetToDefaultMappings();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void listShowsItAsText(String text) {
    backend.register(
        get(urlPathEqualTo("/items"))
            .willReturn(answer(200).withBody("{\"items\":[" + item(text) + "]}")));

    String page = given().get("/").asString();

    assertThat(page)
        .contains("><bdi>" + escaped(text) + "</bdi></a>")
        .contains("<p dir=\"auto\">" + escaped(text) + "</p>")
        .contains("<li dir=\"auto\">" + escaped(text) + "</li>")
        .contains("<bdi>" + escaped(text) + " EUR</bdi>");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void formKeepsItInItsField(String text) {
    backend.register(get(ITEM).willReturn(answer(200).withBody(item(text))));

    String page = given().get(ITEM).asString();

    assertThat(page)
        .contains("name=\"name\" dir=\"auto\" value=\"" + escaped(text) + "\"")
        .contains(">\n" + escaped(text) + "</textarea>");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void formThatWasRefusedShowsItAsText(String text) {
    backend.register(
        any(urlPathEqualTo("/items"))
            .willReturn(
                answer(400).withBody(new JsonObject().put("detail", "got " + text).encode())));

    String page =
        given()
            .header("Sec-Fetch-Site", "same-origin")
            .contentType("application/x-www-form-urlencoded; charset=UTF-8")
            .formParam("name", text)
            .formParam("quantity", "1")
            .post("/items")
            .asString();

    assertThat(page)
        .contains("value=\"" + escaped(text) + "\"")
        .contains("<bdi>got " + escaped(text) + "</bdi>");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void conflictShowsBothAsText(String text) {
    backend.register(put(ITEM).willReturn(answer(412, "problem-precondition-failed.json")));
    backend.register(get(ITEM).willReturn(answer(200).withBody(item(text))));

    String page =
        given()
            .header("Sec-Fetch-Site", "same-origin")
            .contentType("application/x-www-form-urlencoded; charset=UTF-8")
            .formParam("name", "mine " + text)
            .formParam("quantity", "1")
            .formParam("version", "1")
            .post(ITEM)
            .asString();

    assertThat(page)
        .contains("<td dir=\"auto\">" + escaped(text) + "</td>")
        .contains("<td dir=\"auto\">mine " + escaped(text) + "</td>");
  }

  @Test
  void nullCharactersDoNotReachTheMarkup() {
    backend.register(get(ITEM).willReturn(answer(200).withBody(item("nu\u0000ll <b>"))));

    String page = given().get(ITEM).asString();

    assertThat(page).contains("value=\"nu\uFFFDll &lt;b&gt;\"").doesNotContain("\u0000");
  }

  @Test
  void nameThatCannotBeSeenIsStillALink() {
    backend.register(
        get(urlPathEqualTo("/items"))
            .willReturn(answer(200).withBody("{\"items\":[" + item("\u200B \u202E\u2060") + "]}")));

    String page = given().get("/").asString();

    assertThat(page).contains("<bdi>(name that cannot be seen)</bdi></a>");
  }

  private static String item(String text) {
    JsonObject item = new JsonObject(Contracts.read("item.json"));
    item.put("name", text).put("description", text);
    item.getJsonArray("tags").add(text);
    item.getJsonObject("price").put("amount", text);
    return item.encode();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
