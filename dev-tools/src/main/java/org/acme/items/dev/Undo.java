package org.acme.items.dev;

import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** What is taken back if a signal ends {@code ./dev} before it has closed this. */
final class Undo implements AutoCloseable {
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

  private final Deque<Runnable> steps = new ConcurrentLinkedDeque<>();
  private final Thread hook = new Thread(this::run);
  private final Console console;

  Undo(Console console) {
    this.console = console;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Adds a step; the last comes first. */
  void with(Runnable step) {
    steps.push(step);
  }

  private void run() {
    stopChildren();
    steps.forEach(Runnable::run);
    stopChildren(); // One may have been started meanwhile.
    console.say("Stopped; everything is as it was");
  }

  private static void stopChildren() {
    ProcessHandle.current()
        .descendants()
        .forEach(process -> LocalProcess.stop(process, STOP_WITHIN));
  }

  /**
   * From now on nothing is taken back.
   *
   * @throws DevException if that has begun
   */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      throw new DevException("Stopped", e);
    }
  }
}
