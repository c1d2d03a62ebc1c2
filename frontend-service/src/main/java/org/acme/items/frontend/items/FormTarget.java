package org.acme.items.frontend.items;

/**
 * What sending the form does.
 *
 * @param action path that it is sent to
 * @param guardName name of the hidden field that keeps it from doing harm twice
 * @param existing whether there is an item that could be deleted
 */
record FormTarget(
    String title, String action, String guardName, String guardValue, boolean existing) {

  /**
   * Creates an item.
   *
   * @param idempotencyKey makes it one item, however often the same form is sent
   */
  static FormTarget create(String idempotencyKey) {
    return new FormTarget("New item", "/items", "idempotencyKey", idempotencyKey, false);
  }

  /**
   * Replaces an item.
   *
   * @param version what the person saw; the backend refuses if it is another by then
   */
  static FormTarget replace(String id, long version) {
    return new FormTarget("Edit item", "/items/" + id, "version", Long.toString(version), true);
  }
}
