package org.acme.items.dev.scaffold;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.acme.items.dev.DevException;
import org.acme.items.dev.ServiceManifest;
import org.acme.items.dev.Workspace;

/**
 * What would be lost with the folder of a service: what no commit has, but for what builds and
 * {@code new-service} make.
 */
record OwnWork(Workspace workspace, ServiceManifest service) {
  /**
   * Paths from the root of the checkout.
   *
   * @throws DevException if git does not tell
   */
  List<String> files() {
    String folder = workspace.folder(service).getFileName().toString();
    List<Map<String, String>> made = made();
    return status(folder).stream()
        .filter(path -> !path.startsWith(folder + "/target/"))
        .filter(path -> made.stream().noneMatch(files -> isAsMade(path, folder, files)))
        .toList();
  }

  /** As it would be made today, for each kind. */
  private List<Map<String, String>> made() {
    Manifests manifests = new Manifests(workspace);
    int priority = manifests.tree(service).at("/routing/priority").asInt();
    List<ServiceManifest> calls = manifests.called(service.calls());
    return Arrays.stream(Kind.values())
        .map(kind ->
            new NewService(
                new ServiceName(service.name()), kind, service.localPort(), priority, calls))
        .map(Templates.of(workspace)::files)
        .toList();
  }

  private boolean isAsMade(String path, String folder, Map<String, String> files) {
    String text = files.get(path.substring(folder.length() + 1));
    Path file = workspace.root().resolve(path);
    try {
      return text != null && Files.isRegularFile(file) && Files.readString(file).equals(text);
    } catch (IOException e) {
      return false;
    }
  }

  /** What is changed, new or ignored, a path each. */
  private List<String> status(String folder) {
    List<String> command =
        List.of(
            "git",
            "status",
            "--porcelain",
            "-z",
            "--no-renames",
            "--untracked-files=all",
            "--ignored=matching",
            "--",
            folder);
    try {
      Process git =
          new ProcessBuilder(command)
              .directory(workspace.root().toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      git.getOutputStream().close();
      String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (git.waitFor() != 0) {
        throw new DevException(
            "git does not tell what no commit has in %s; --yes removes it all the same"
                .formatted(folder));
      }
      List<String> paths = new ArrayList<>();
      for (String line : answer.split("\0", -1)) {
        // Two letters of what has happened, and a space.
        if (line.length() > 3) {
          paths.add(line.substring(3));
        }
      }
      return paths;
    } catch (IOException e) {
      throw new DevException(
          "git cannot be asked what no commit has in %s: %s; --yes removes it all the same"
              .formatted(folder, e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DevException("Interrupted; everything is as it was", e);
    }
  }
}
