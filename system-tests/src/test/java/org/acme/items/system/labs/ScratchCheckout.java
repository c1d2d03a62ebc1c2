package org.acme.items.system.labs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A copy of this working tree with one commit, in which commands run as in a terminal. What was
 * built comes along, so that nothing has to be built again; the page and the API have ports of
 * their own.
 */
final class ScratchCheckout {
  private static final Set<String> LEFT_OUT = Set.of(".git", ".dev", "node_modules", "cdk.out");

  /** Folders of quick builds, see the root pom, and of {@code ./dev drill}. */
  private static final Set<String> BUILT = Set.of("quick", "drills");

  private static final int LIMIT_MINUTES = 9;

  private final Path root;
  private final int page = freePort();
  private final int api = freePort();
  private final int greeter = freePort();

  /**
   * How a command ended.
   *
   * @param exit its exit code; -1 if it took too long
   */
  record Ended(int exit, String output) {}

  private ScratchCheckout(Path root) {
    this.root = root;
  }

  /** Copies a working tree to a folder that is not there yet. */
  static ScratchCheckout of(Path origin, Path folder) throws IOException, InterruptedException {
    copy(origin, folder);
    moveArguments(origin, folder);
    Path modules = origin.resolve("infra/node_modules");
    if (Files.isDirectory(modules)) {
      Files.createSymbolicLink(folder.resolve("infra/node_modules"), modules);
    }
    ScratchCheckout checkout = new ScratchCheckout(folder);
    Ended commit =
        checkout.run(
            """
            git init --quiet
            echo node_modules >>.git/info/exclude # a link is no folder to .gitignore
            git add --all
            git -c user.name=labs -c user.email=labs@example.com commit --quiet -m "working tree"
            """,
            folder.resolveSibling("commit.log"));
    if (commit.exit != 0) {
      throw new IllegalStateException(commit.output);
    }
    return checkout;
  }

  /** With the times of files and folders: by them it is seen what has to be built. */
  private static void copy(Path origin, Path folder) throws IOException {
    Files.walkFileTree(
        origin,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes)
              throws IOException {
            if (isLeftOut(origin, from)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(folder.resolve(origin.relativize(from)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path from, BasicFileAttributes attributes)
              throws IOException {
            if (!LEFT_OUT.contains(from.getFileName().toString())) {
              Files.copy(
                  from,
                  folder.resolve(origin.relativize(from)),
                  StandardCopyOption.COPY_ATTRIBUTES);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path from, @Nullable IOException failure)
              throws IOException {
            FileTime time = Files.getLastModifiedTime(from);
            Files.setLastModifiedTime(folder.resolve(origin.relativize(from)), time);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isLeftOut(Path origin, Path folder) {
    Path name = folder.getFileName();
    Path parent = folder.getParent();
    if (name == null || parent == null) {
      return false;
    }
    // DynamoDB Local has the one folder for all builds.
    boolean isBuilt =
        BUILT.contains(name.toString()) || folder.startsWith(origin.resolve("dynamodb-local"));
    return LEFT_OUT.contains(name.toString()) || (parent.endsWith("target") && !isBuilt);
  }

  /** Files of arguments for Java name the folder that they were built in. */
  private static void moveArguments(Path origin, Path folder) throws IOException {
    for (String file :
        List.of("dynamodb-local/target/dynamodb-local.args", "infra/target/quick/infra.args")) {
      Path arguments = folder.resolve(file);
      if (Files.exists(arguments)) {
        FileTime time = Files.getLastModifiedTime(arguments);
        Files.writeString(
            arguments, Files.readString(arguments).replace(origin.toString(), folder.toString()));
        Files.setLastModifiedTime(arguments, time);
      }
    }
  }

  /** Runs commands in one shell, up to the first that fails, and keeps what they print. */
  Ended run(String commands, Path log) throws IOException, InterruptedException {
    String script =
        commands
            .replace("localhost:8080", "localhost:" + page)
            .replace("localhost:8081", "localhost:" + api);
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("FRONTEND_PORT", Integer.toString(page));
    builder.environment().put("BACKEND_PORT", Integer.toString(api));
    builder.environment().put("GREETER_PORT", Integer.toString(greeter));
    builder.environment().put("COMPOSE_PROJECT_NAME", "items-labs");
    builder.environment().keySet().removeAll(Set.of("REPOSITORY_URI", "GIT_COMMIT"));
    Process shell = builder.start();
    shell.getOutputStream().close();
    boolean ended = shell.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      shell.descendants().forEach(ProcessHandle::destroy);
      shell.destroyForcibly();
    }
    return new Ended(ended ? shell.exitValue() : -1, Files.readString(log));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
