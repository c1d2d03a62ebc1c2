package org.acme.items.frontend.items;

/** A field of the form. */
enum ItemField {
  NAME("name", "Name"),
  DESCRIPTION("description", "Description"),
  AMOUNT("price.amount", "Price"),
  CURRENCY("price.currency", "Currency"),
  QUANTITY("quantity", "Quantity"),
  TAGS("tags", "Tags");

  private final String path;
  private final String label;

  ItemField(String path, String label) {
    this.path = path;
    this.label = label;
  }

  /** Its name in the form, and in the backend's violations. */
  String path() {
    return path;
  }

  String label() {
    return label;
  }

  /** Whether a violation at {@code violationPath} belongs beside this field. */
  boolean covers(String violationPath) {
    return violationPath.equals(path) || violationPath.startsWith(path + "[");
  }
}
