package org.acme.items.infra.platform;

/** Ids of constructs. */
public final class Ids {
  private Ids() {}

  /** A name of a manifest as an id: {@code order-lines} is {@code OrderLines}. */
  public static String pascal(String name) {
    StringBuilder id = new StringBuilder();
    for (String part : name.split("[-_]", -1)) {
      if (!part.isEmpty()) {
        id.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
      }
    }
    return id.toString();
  }
}
