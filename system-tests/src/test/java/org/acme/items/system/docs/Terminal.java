package org.acme.items.system.docs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A Bash that is typed into: what one command sets, such as its folder, holds for the next. */
final class Terminal implements AutoCloseable {
  /**
   * Reads commands that end with a zero, and answers each with a mark; ends with the first that
   * fails.
   */
  private static final String LOOP =
      """
      exec 3<&0 </dev/null
      set -e -o pipefail
      while IFS= read -r -d '' -u 3 command; do eval "$command"; printf '\\036'; done
      """;

  private static final int MARK = 0x1e;

  private final Process bash;
  private final ExecutorService reader = Executors.newSingleThreadExecutor();

  /**
   * What a command led to.
   *
   * @param exit its exit code; the terminal takes no more commands after one that is not 0
   * @param output of both kinds
   */
  record Answer(int exit, String output) {}

  Terminal(Path folder, Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", LOOP).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    bash = builder.start();
  }

  /** Waits for the command's end. */
  Answer type(String command, Duration deadline) throws IOException, InterruptedException {
    OutputStream input = bash.getOutputStream();
    input.write((command + "\0").getBytes(StandardCharsets.UTF_8));
    input.flush();
    StringWriter output = new StringWriter();
    Future<Boolean> done = reader.submit(() -> readToMark(output));
    try {
      boolean succeeded = done.get(deadline.toSeconds(), TimeUnit.SECONDS);
      return new Answer(succeeded ? 0 : bash.waitFor(), output.toString());
    } catch (TimeoutException _) {
      end();
      return new Answer(
          124, "%s\nIt had not ended after %d s.".formatted(output, deadline.toSeconds()));
    } catch (ExecutionException e) {
      throw new IOException(e);
    }
  }

  /** Whether the mark came, and not the end. */
  private boolean readToMark(StringWriter output) throws IOException {
    InputStream stream = bash.getInputStream();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int each = stream.read(); ; each = stream.read()) {
      if (each == '\n' || each == MARK || each < 0) {
        output.append(line.toString(StandardCharsets.UTF_8)).append(each == '\n' ? "\n" : "");
        line.reset();
      } else {
        line.write(each);
      }
      if (each == MARK || each < 0) {
        return each == MARK;
      }
    }
  }

  private void end() {
    bash.descendants().forEach(ProcessHandle::destroyForcibly);
    bash.destroyForcibly();
  }

  @Override
  public void close() {
    end();
    reader.shutdownNow();
  }
}
