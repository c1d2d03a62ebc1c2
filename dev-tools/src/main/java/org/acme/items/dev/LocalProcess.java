package org.acme.items.dev;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process whose output is shown and kept. */
final class LocalProcess {
  private final String name;
  private final Process process;
  private final Path log;

  private LocalProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a process.
   *
   * @param console where its output is shown; it is always kept in the log
   * @param environment added to this process's own, from which everything of AWS is taken away: a
   *     laptop's credentials must not reach what runs locally
   */
  static LocalProcess start(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path folder,
      Path log,
      @Nullable Console console) {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("AWS_"));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      Thread.ofPlatform().daemon().name(name).start(() -> copy(name, process, log, console));
      return new LocalProcess(name, process, log);
    } catch (IOException e) {
      throw new DevException("%s cannot be started: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static void copy(String name, Process process, Path log, @Nullable Console console) {
    try (BufferedReader output = process.inputReader();
        Writer file = Files.newBufferedWriter(log)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        file.write(line + System.lineSeparator());
        file.flush();
        if (console != null) {
          console.log(name, line);
        }
      }
    } catch (IOException e) {
      // The pipe of a process that was ended by force; its log ends here.
    }
  }

  String name() {
    return name;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  CompletableFuture<LocalProcess> onExit() {
    return process.onExit().thenApply(_ -> this);
  }

  /** What a person is told when it ended by itself. */
  String ending(Path root) {
    return "%s ended with exit code %d; its log is %s"
        .formatted(name, process.exitValue(), root.relativize(log));
  }

  void stop(Duration patience) {
    stop(process.toHandle(), patience);
  }

  /** Asks a process and what it started to end, and ends it when it does not. */
  static void stop(ProcessHandle process, Duration patience) {
    List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process)).toList();
    all.forEach(ProcessHandle::destroy);
    CompletableFuture.allOf(
            all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  /** Waits until a process has ended, or as long as patience lasts. */
  static void await(ProcessHandle process, Duration patience) {
    process.onExit().completeOnTimeout(process, patience.toMillis(), TimeUnit.MILLISECONDS).join();
  }
}
