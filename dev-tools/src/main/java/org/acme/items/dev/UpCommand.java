package org.acme.items.dev;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./dev up}. */
@Command(
    name = "up",
    description = "Build what is missing, start everything, show the logs; Ctrl-C stops it all.")
final class UpCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  private final Workspace workspace;
  private final Console console;

  @Option(names = "--fresh", description = "Drop the data of earlier runs first.")
  private boolean fresh;

  @Option(
      names = "--watch",
      description =
          "Run the services with live reload: a request sees a change two seconds after the one before.")
  private boolean watch;

  UpCommand(Workspace workspace, Console console) {
    this.workspace = workspace;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(workspace.logs());
    RunFile runFile = RunFile.of(workspace);
    try (FileChannel lock =
        FileChannel.open(
            workspace.state().resolve("lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      if (!isLocked(lock)) {
        throw new DevException("It is running already: see ./dev status, stop it with ./dev down");
      }
      stopLeftovers(runFile);
      return runSystem(runFile);
    }
  }

  /** Whether this is the only one; the lock goes with the channel. */
  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // Another one in this very JVM.
    }
  }

  /** What a killed ./dev up left behind. */
  private void stopLeftovers(RunFile runFile) {
    for (RunFile.Entry left : runFile.running().reversed()) {
      console.say("Stopping %s, left over from an earlier run".formatted(left.name()));
      left.running().ifPresent(process -> LocalProcess.stop(process, Duration.ofSeconds(15)));
    }
    runFile.delete();
  }

  private int runSystem(RunFile runFile) throws IOException {
    LocalSystem system =
        new LocalSystem(
            workspace,
            new LocalSystem.Options(
                workspace.state(),
                Build.FOLDER,
                System.getenv(),
                watch,
                Commit.of(workspace.root())),
            console);
    system.requireFreePorts();
    runFile.note(ProcessHandle.current(), 0, RunFile.LAUNCHER);
    AtomicBoolean stopping = new AtomicBoolean();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(system, stopping)));
    if (fresh) {
      Folders.delete(workspace.data());
    }
    new Build(workspace, console).buildStale(watch ? List.of() : system.services());
    console.say("Starting dynamodb-local and " + names(system));
    system.start();
    sayWhereThingsAre(system);
    String end = system.awaitEnd();
    if (!stopping.get()) {
      console.say(end);
    }
    return 1;
  }

  private void stop(LocalSystem system, AtomicBoolean stopping) {
    stopping.set(true);
    console.say("Stopping");
    system.close();
    // A build that is under way.
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
    console.say("Stopped; nothing is left running");
  }

  private static String names(LocalSystem system) {
    return String.join(", ", system.services().stream().map(ServiceManifest::name).toList());
  }

  private void sayWhereThingsAre(LocalSystem system) {
    console.say("");
    for (ServiceManifest service : system.services().reversed()) {
      console.say("  %-10s %s".formatted(service.name(), system.url(service.name())));
    }
    console.say("  Metrics and health of each: /q/metrics, /q/health");
    console.say("  Data stays in .dev/dynamodb; Ctrl-C stops everything");
    console.say("");
  }
}
