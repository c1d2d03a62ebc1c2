package org.acme.items.system.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acme.items.system.docs.Markdown.Reference;
import org.junit.jupiter.api.Test;

/** Links and images of the documents lead somewhere; without a look at the network. */
class LinksTest {
  private static final Tree TREE = Tree.ofCheckout();
  private static final Map<String, Markdown> DOCUMENTS =
      Markdown.all(TREE).stream().collect(Collectors.toMap(Markdown::name, Function.identity()));

  @Test
  void everyLinkAndImageLeadsSomewhere() {
    Finding.requireNone(
        DOCUMENTS.values().stream()
            .sorted((one, other) -> one.name().compareTo(other.name()))
            .flatMap(LinksTest::findings)
            .toList());
  }

  @Test
  void deadLinksAreFound() {
    String text =
        """
        # Some `code`, twice

        # Some `code`, twice

        [here](#some-code-twice-1) [there](README.md) [not here](#some-code)
        ![none](docs/images/none.png) [none](docs/none.md#a) [open](http://example.com)
        [heading](docs/load.md#no-such-heading)
        """;

    List<Finding> findings = findings(Markdown.parse("planted.md", text)).toList();

    assertThat(findings)
        .extracting(Finding::at, Finding::found)
        .containsExactly(
            tuple("planted.md:5", "#some-code"),
            tuple("planted.md:6", "docs/images/none.png"),
            tuple("planted.md:6", "docs/none.md#a"),
            tuple("planted.md:6", "http://example.com"),
            tuple("planted.md:7", "docs/load.md#no-such-heading"));
  }

  private static Stream<Finding> findings(Markdown document) {
    return document.references().stream().flatMap(link -> finding(document, link).stream());
  }

  private static Optional<Finding> finding(Markdown document, Reference link) {
    return wanted(document, link.target())
        .map(allowed -> new Finding(link.at(), link.target(), allowed));
  }

  /** What a target should be; empty if it is right. */
  private static Optional<String> wanted(Markdown document, String target) {
    if (target.matches("[a-z]+:.*")) {
      return isAddress(target) ? Optional.empty() : Optional.of("an address that begins https://");
    }
    String[] parts = target.split("#", 2);
    Path file =
        parts[0].isEmpty()
            ? TREE.root().resolve(document.name())
            : TREE.root().resolve(document.folder()).resolve(parts[0]).normalize();
    String name = TREE.root().relativize(file).toString();
    if (!parts[0].isEmpty() && !(Files.exists(file) && isCommitted(name))) {
      return Optional.of("a file or folder of the repository, seen from " + document.name());
    }
    if (parts.length < 2) {
      return Optional.empty();
    }
    Markdown other = parts[0].isEmpty() ? document : DOCUMENTS.get(name);
    if (other == null) {
      return Optional.of("an anchor in a document only");
    }
    return other.anchors().contains(parts[1])
        ? Optional.empty()
        : Optional.of("#" + String.join(", #", other.anchors().stream().sorted().toList()));
  }

  private static boolean isCommitted(String name) {
    return TREE.files().contains(name) || TREE.folders().contains(name);
  }

  private static boolean isAddress(String target) {
    try {
      URI address = new URI(target);
      return "https".equals(address.getScheme()) && address.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
