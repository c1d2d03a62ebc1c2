package org.acme.items.dev.init;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.acme.items.dev.DevException;

/** The git repository of a checkout. */
public record Repository(Path root) {
  private static final int SHOWN = 5;

  /**
   * Whether the checkout still has the sample's names, as the root's pom says.
   *
   * @throws DevException if it cannot be read
   */
  public boolean isSample() {
    return Files.isRegularFile(root.resolve("pom.xml"))
        && read(Path.of("pom.xml"))
            .contains("<groupId>%s</groupId>".formatted(Project.SAMPLE.basePackage()));
  }

  /**
   * Refuses files that git does not have: they could not be told from what was renamed.
   *
   * @throws DevException if there are any, or no repository
   */
  public void requireClean() {
    List<String> changed = git("status", "--porcelain", "--untracked-files=all", "--", ".");
    if (!changed.isEmpty()) {
      throw new DevException(
          "Commit or remove these first, so that git diff shows what was renamed and nothing else:%n%s%s"
              .formatted(
                  String.join(System.lineSeparator(), changed.stream().limit(SHOWN).toList()),
                  changed.size() > SHOWN
                      ? "%n   and %d more".formatted(changed.size() - SHOWN)
                      : ""));
    }
  }

  /** What becomes of all files that git has, also of those that stay as they are. */
  public List<Change> renamedTo(Project project) {
    return git("ls-files", "-z").stream()
        .flatMap(listed -> Stream.of(listed.split("\0", -1)))
        .filter(name -> !name.isEmpty())
        .map(Path::of)
        .filter(file -> Files.isRegularFile(root.resolve(file), LinkOption.NOFOLLOW_LINKS))
        .map(file -> change(file, project))
        .toList();
  }

  private Change change(Path file, Project project) {
    Rules.Renamed path = Rules.apply(file, file.toString().replace('\\', '/'), project);
    String text = read(file);
    if (text.indexOf('\0') >= 0) { // a picture
      return new Change(file, Path.of(path.text()), text, text, path.places());
    }
    Rules.Renamed content = Rules.apply(file, text, project);
    return new Change(
        file, Path.of(path.text()), text, content.text(), path.places() + content.places());
  }

  private String read(Path file) {
    try {
      return Files.readString(root.resolve(file), ISO_8859_1);
    } catch (IOException e) {
      throw new DevException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private List<String> git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      Process git =
          new ProcessBuilder(command)
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      git.getOutputStream().close();
      String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (git.waitFor() != 0) {
        throw new DevException(
            "%s is not a git repository that git can read: git init, then commit everything, so that"
                    .formatted(root)
                + " what is renamed can be seen and undone");
      }
      return output.lines().toList();
    } catch (IOException e) {
      throw new DevException("git cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DevException("Interrupted", e);
    }
  }
}
