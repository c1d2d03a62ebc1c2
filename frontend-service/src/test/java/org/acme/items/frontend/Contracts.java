package org.acme.items.frontend;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The JSON that both sides of the API test against. */
public final class Contracts {
  private Contracts() {}

  /** One text out of a file: {@code nextPageToken}. */
  public static String read(String file, String path) {
    return JsonPath.from(read(file)).getString(path);
  }

  public static String read(String file) {
    try {
      return Files.readString(Path.of("..", "contracts", file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
