package org.acme.items.system.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is committed, as far as the file system tells: without what builds, tools and editors make.
 *
 * @param files paths from the root, with {@code /}
 * @param folders likewise
 */
record Tree(Path root, SortedSet<String> files, SortedSet<String> folders) {
  private static final Set<String> MADE =
      Set.of(".git", ".dev", ".idea", ".vscode", "target", "node_modules", "cdk.out");

  /** The checkout that this test is in. */
  static Tree ofCheckout() {
    Path root = Path.of("..").toAbsolutePath().normalize();
    SortedSet<String> files = new TreeSet<>();
    SortedSet<String> folders = new TreeSet<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              if (MADE.contains(folder.getFileName().toString())) {
                return FileVisitResult.SKIP_SUBTREE;
              }
              folders.add(root.relativize(folder).toString());
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              files.add(root.relativize(file).toString());
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new IllegalStateException(root + " cannot be listed", e);
    }
    return new Tree(root, files, folders);
  }

  /** Texts of the files that a pattern finds, by path; without documents, which prove nothing. */
  Map<String, String> sources(String path) {
    Pattern wanted = Pattern.compile(path);
    return files.stream()
        .filter(file -> !file.endsWith(".md") && wanted.matcher(file).find())
        .collect(Collectors.toMap(file -> file, this::read, (one, _) -> one, TreeMap::new));
  }

  String read(String file) {
    try {
      // Pictures too: what is no text gives letters that nobody looks for.
      return new String(Files.readAllBytes(root.resolve(file)), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }
}
