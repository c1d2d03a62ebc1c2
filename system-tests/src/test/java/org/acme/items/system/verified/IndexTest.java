package org.acme.items.system.verified;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every document can be found from {@code docs/README.md}. */
class IndexTest {
  private static final Path DOCS = Path.of("../docs");
  private static final String INDEX = "README.md";

  @Test
  void everyDocumentIsInTheIndexOrInThatOfItsFolder() throws IOException {
    for (Path document : documents()) {
      assertThat(isListed(document)).as("%s is in an index", document).isTrue();
    }
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(DOCS)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.equals(DOCS.resolve(INDEX)))
          .sorted()
          .toList();
    }
  }

  private static boolean isListed(Path document) throws IOException {
    return links(DOCS.resolve(INDEX), DOCS.relativize(document))
        || links(document.resolveSibling(INDEX), Path.of(document.toFile().getName()));
  }

  private static boolean links(Path index, Path document) throws IOException {
    return Files.exists(index) && Files.readString(index).contains("](%s)".formatted(document));
  }
}
