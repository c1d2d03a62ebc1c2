package org.acme.items.bench;

import java.io.IOException;

/** Who runs where: the first processor is the server's, the others have the load and stand-ins. */
final class Processors {
  /** Of the machine. */
  static final int ALL = Runtime.getRuntime().availableProcessors();

  static final String SERVER = "0";
  static final String EVERYWHERE = "0-" + (ALL - 1);

  static final String LOAD = "1-" + (ALL - 1);

  private Processors() {}

  /** Leaves the server's processor to it. */
  static void moveLoad() throws IOException, InterruptedException {
    if (ALL < 2) {
      throw new BenchException("Needs two processors: one for the server, one for the load");
    }
    move(ProcessHandle.current().pid(), LOAD);
  }

  /** Moves all threads of a process; those that come later follow. */
  static void move(long pid, String processors) throws IOException, InterruptedException {
    Process taskset =
        new ProcessBuilder("taskset", "-acp", processors, Long.toString(pid))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (taskset.waitFor() != 0) {
      throw new BenchException(
          "taskset could not move process %d to %s".formatted(pid, processors));
    }
  }
}
