package org.acme.items.infra.config;

/**
 * A mistake in a configuration file.
 *
 * @param place {@code file:line:column}
 * @param path of the key from the top of its file; empty for the file as a whole
 */
public record Problem(String place, String path, String message) {
  @Override
  public String toString() {
    return path.isEmpty()
        ? "%s: %s".formatted(place, message)
        : "%s %s: %s".formatted(place, path, message);
  }
}
