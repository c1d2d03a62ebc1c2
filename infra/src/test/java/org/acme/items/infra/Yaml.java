package org.acme.items.infra;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** YAML of tests, as maps and lists. */
public final class Yaml {
  private Yaml() {}

  /** A file that is a mapping. */
  public static Map<String, Object> map(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return new org.yaml.snakeyaml.Yaml().load(reader);
    }
  }

  /** A list of mappings within one. */
  @SuppressWarnings("unchecked") // what else it is fails where it is used
  public static List<Map<String, Object>> maps(Map<String, Object> map, String key) {
    Object value = map.get(key);
    return value == null ? List.of() : (List<Map<String, Object>>) value;
  }

  /** A list of texts within one. */
  @SuppressWarnings("unchecked") // as above
  public static List<String> texts(Map<String, Object> map, String key) {
    Object value = map.get(key);
    return value == null ? List.of() : (List<String>) value;
  }

  /** Changes under {@code changes}. */
  public static List<Checkout.Change> changes(Map<String, Object> map) {
    return maps(map, "changes").stream()
        .map(change ->
            new Checkout.Change(
                String.valueOf(change.get("file")),
                String.valueOf(change.getOrDefault("text", "")),
                String.valueOf(change.get("becomes"))))
        .toList();
  }
}
