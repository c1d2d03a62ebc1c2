package org.acme.items.dev.buildspec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.acme.items.dev.DevException;
import org.jspecify.annotations.Nullable;

/**
 * The one Bash of a build: commands follow each other in it, so that variables and the folder stay.
 * A command that ends it, with {@code exit} or {@code set -e}, is followed by another that begins
 * with the environment and the folder of the first.
 */
final class Shell implements AutoCloseable {
  /** A character that no command writes, around the exit code that follows a command's output. */
  private static final char MARK = '\u0001';

  private final Path root;
  private final Path work;
  private final Map<String, String> environment;
  private int commands;
  private @Nullable Process bash;

  /**
   * Creates a shell; it starts with its first command.
   *
   * @param root where it starts
   * @param work folder for its own files
   */
  Shell(Path root, Path work, Map<String, String> environment) {
    this.root = root;
    this.work = work;
    this.environment = environment;
  }

  /** Runs a command, gives each line of its output, and returns its exit code. */
  int run(String command, Consumer<String> output) {
    try {
      Path file = work.resolve("command-" + ++commands);
      Files.writeString(file, command + "\n");
      Process process = started();
      Writer input = process.outputWriter(StandardCharsets.UTF_8);
      input.write(file + "\n");
      input.flush();
      Optional<Integer> exit = follow(process.inputReader(StandardCharsets.UTF_8), output);
      if (exit.isPresent()) {
        return exit.get();
      }
      bash = null;
      return process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DevException("The build was interrupted", e);
    }
  }

  /** What a text is once the shell has put in variables and the output of commands. */
  String evaluate(String text) {
    StringBuilder value = new StringBuilder();
    run("printf '%s' \"" + text.replace("\"", "\\\"") + "\"", value::append);
    return value.toString();
  }

  /** The value of an exported variable. */
  Optional<String> variable(String name) {
    StringBuilder value = new StringBuilder();
    return run("printenv " + name, value::append) == 0
        ? Optional.of(value.toString())
        : Optional.empty();
  }

  /** Ends the shell and what it has left running, and waits, so that nothing writes afterwards. */
  @Override
  public void close() {
    Process process = bash;
    if (process == null) {
      return;
    }
    List<ProcessHandle> left = process.descendants().toList();
    left.forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    left.forEach(ProcessHandle::destroyForcibly);
  }

  private Process started() throws IOException {
    if (bash == null) {
      ProcessBuilder builder =
          new ProcessBuilder(List.of("bash", "--noprofile", "--norc", "-c", driver()))
              .directory(root.toFile())
              .redirectErrorStream(true);
      builder.environment().clear();
      builder.environment().putAll(environment);
      bash = builder.start();
    }
    return bash;
  }

  /** Reads names of files with commands; the input of the commands themselves is empty. */
  private String driver() {
    return """
    exec 3<&0 </dev/null
    trap '{ export -p; printf "cd %%q\n" "$PWD"; } >"%1$s"' EXIT
    if [ -f "%1$s" ]; then . "%1$s"; fi
    while IFS= read -r -u 3 file; do
      . "$file" 3<&-
      printf '\1%%s\1\n' "$?"
    done
    """
        .formatted(work.resolve("environment"));
  }

  /** Reads until the mark of a command's end; empty if the shell has ended instead. */
  private static Optional<Integer> follow(BufferedReader lines, Consumer<String> output)
      throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      int mark = line.indexOf(MARK);
      if (mark < 0) {
        output.accept(line);
        continue;
      }
      if (mark > 0) {
        output.accept(line.substring(0, mark)); // the last line of the command had no end
      }
      return Optional.of(Integer.parseInt(line.substring(mark + 1, line.length() - 1)));
    }
    return Optional.empty();
  }
}
