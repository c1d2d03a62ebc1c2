package org.acme.items.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The AOT cache of the backend, made as its Dockerfile makes it. */
final class AotCache {
  private static final String NAME = "app.aot";
  private static final String OPTIONS = "java.args";

  private AotCache() {}

  /**
   * Makes it, unless it is there and newer than the application.
   *
   * @param application folder with {@code quarkus-run.jar}
   */
  static void make(Path root, Path application) {
    try {
      Path options = root.resolve("backend-service").resolve(OPTIONS);
      Path cache = application.resolve(NAME);
      if (!isNewer(cache, application.resolve("quarkus-run.jar")) || !isNewer(cache, options)) {
        System.err.println("Making the AOT cache of the backend");
        Files.copy(options, application.resolve(OPTIONS), StandardCopyOption.REPLACE_EXISTING);
        train(root, application);
      }
    } catch (IOException e) {
      throw new BenchException("the AOT cache could not be made", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }

  private static boolean isNewer(Path cache, Path source) throws IOException {
    return Files.exists(cache)
        && Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(source)) > 0;
  }

  private static void train(Path root, Path application) throws IOException, InterruptedException {
    Path classes = Files.createDirectories(root.resolve("benchmarks/target/training"));
    List<String> compile =
        new ArrayList<>(List.of(Java.command("javac"), "-d", classes.toString()));
    for (String folder : List.of("scripts/training", "backend-service/src/training")) {
      try (Stream<Path> sources = Files.list(root.resolve(folder))) {
        sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(compile::add);
      }
    }
    run(compile, root, classes.resolve("compile.log"));
    run(
        List.of(
            Java.command("java"),
            "-Dport=" + freePort(),
            "-cp",
            classes.toString(),
            "BackendTraining",
            root.resolve("contracts").toString()),
        application,
        classes.resolve("training.log"));
  }

  private static void run(List<String> command, Path folder, Path log)
      throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (exit != 0) {
      throw new BenchException("%s failed; see %s".formatted(command.getFirst(), log));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
