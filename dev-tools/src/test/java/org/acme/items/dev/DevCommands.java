package org.acme.items.dev;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/** {@code ./dev} for tests in other packages. */
public final class DevCommands {
  private DevCommands() {}

  /** Runs a command with an environment of its own and returns its exit code. */
  public static int run(
      Path root, PrintStream out, Map<String, String> environment, String... arguments) {
    return DevCommand.run(
        new Cloud(
            new Workspace(root),
            new Console(out, false),
            environment,
            InputStream.nullInputStream()),
        arguments);
  }
}
