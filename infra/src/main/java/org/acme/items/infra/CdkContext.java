package org.acme.items.infra;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code cdk.json} says. The app reads it itself, so that it is the same with the CDK's
 * command line, without it and in tests.
 */
public final class CdkContext {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CdkContext() {}

  /** The context of {@code infra/cdk.json}, and what the command line adds to it. */
  public static Map<String, Object> of(Path root) {
    try {
      Map<String, Object> context =
          new TreeMap<>(
              JSON.convertValue(
                  JSON.readTree(root.resolve("infra/cdk.json").toFile()).get("context"),
                  new TypeReference<Map<String, Object>>() {}));
      context.put("aws:cdk:enable-path-metadata", true);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value that the command line may have set: {@code cdk synth -c stage=prod}. */
  static String given(String key, Map<String, Object> context, Map<String, String> environment) {
    String given = environment.getOrDefault("CDK_CONTEXT_JSON", "");
    try {
      Object value =
          given.isEmpty()
              ? null
              : JSON.readValue(given, new TypeReference<Map<String, Object>>() {}).get(key);
      return String.valueOf(value == null ? context.get(key) : value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
