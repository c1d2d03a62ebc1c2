package org.acme.items.system;

import static io.restassured.RestAssured.given;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.restassured.http.ContentType;
import java.util.Map;

/** The site as a person uses it: by the names of links, buttons and fields. */
record ItemsSite(SystemUnderTest system, Page page) {

  ItemsSite open(String path) {
    page.navigate(system.page() + path);
    return this;
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, named(name));
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, named(name));
  }

  Locator heading() {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
  }

  /** The row of the list that holds this text. */
  Locator row(String text) {
    return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(text));
  }

  Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  void fill(String name, String amount, String currency, String quantity) {
    field("Name").fill(name);
    field("Price").fill(amount);
    field("Currency").fill(currency);
    field("Quantity").fill(quantity);
  }

  void create(String name) {
    open("/items/new").fill(name, "1", "EUR", "1");
    button("Create item").click();
    link(name).waitFor();
  }

  void deleteShownItem() {
    page.getByText("Delete this item").click();
    button("Delete").click();
  }

  /** Past the page, as another person would. */
  String createInTheApi(Map<String, Object> item) {
    return given()
        .contentType(ContentType.JSON)
        .body(item)
        .post(system.api() + "/items")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** Past the page, as another person would. */
  void replaceInTheApi(String id, Map<String, Object> item) {
    given()
        .contentType(ContentType.JSON)
        .header("If-Match", "\"1\"")
        .body(item)
        .put(system.api() + "/items/" + id)
        .then()
        .statusCode(200);
  }

  static Map<String, Object> item(String name, String amount, String currency, int quantity) {
    return Map.of(
        "name", name,
        "price", Map.of("amount", amount, "currency", currency),
        "quantity", quantity);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
