package org.acme.items.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Notes which processes were started, so that other commands find them, also after the one that
 * started them was killed. A line a process: pid, time of start in milliseconds, port, name.
 */
public record RunFile(Path file) {
  /** The name under which {@code ./dev up} notes itself. */
  static final String LAUNCHER = "dev";

  /** The start of a process moves with the clock of the machine, when that is set. */
  private static final long CLOCK_STEP_MILLIS = 5_000;

  /** That of {@code ./dev up}. */
  public static RunFile of(Workspace workspace) {
    return new RunFile(workspace.state().resolve("processes"));
  }

  /** A process that was noted. */
  public record Entry(long pid, long startedAt, int port, String name) {
    /** The process, unless it has ended; a pid that was given to another one does not count. */
    public Optional<ProcessHandle> running() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(process -> Math.abs(startMillis(process) - startedAt) < CLOCK_STEP_MILLIS);
    }
  }

  void note(ProcessHandle process, int port, String name) {
    String line = "%d %d %d %s%n".formatted(process.pid(), startMillis(process), port, name);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new DevException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }

  List<Entry> entries() {
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream().map(RunFile::entry).toList()
          : List.of();
    } catch (IOException e) {
      throw new DevException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Entry entry(String line) {
    String[] fields = line.split(" ", 4);
    return new Entry(
        Long.parseLong(fields[0]),
        Long.parseLong(fields[1]),
        Integer.parseInt(fields[2]),
        fields[3]);
  }

  /** Those that still run, in the order in which they were started. */
  public List<Entry> running() {
    return entries().stream().filter(entry -> entry.running().isPresent()).toList();
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new DevException("%s cannot be deleted: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static long startMillis(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
