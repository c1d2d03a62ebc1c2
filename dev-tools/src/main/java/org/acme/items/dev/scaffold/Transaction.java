package org.acme.items.dev.scaffold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.acme.items.dev.DevException;
import org.acme.items.dev.Folders;
import org.acme.items.dev.Workspace;

/**
 * Changes of files, all of them or none. New files are written beside the others first; then each
 * change is one or two moves, which are taken back if one fails or the process is told to end.
 */
final class Transaction implements AutoCloseable {
  private record Move(Path from, Path to) {}

  private final Workspace workspace;
  private final Path staging;
  private final Consumer<Path> watcher;
  private final List<Move> moves = new ArrayList<>();
  private final Deque<Move> done = new ArrayDeque<>();
  private final Thread hook = new Thread(this::undo);
  private boolean over;

  /**
   * @param watcher is told each path before it is written or moved, and may fail; for tests
   */
  Transaction(Workspace workspace, Consumer<Path> watcher) {
    this.workspace = workspace;
    this.staging = workspace.state().resolve("changes-" + ProcessHandle.current().pid());
    this.watcher = watcher;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Makes a folder with files in it, by their paths in it. */
  void make(String folder, Map<String, String> files) {
    Path staged = staging.resolve("new").resolve(folder);
    files.forEach((path, text) -> write(staged.resolve(path), text));
    moves.add(new Move(staged, workspace.root().resolve(folder)));
  }

  /** Replaces the text of a file. */
  void replace(String file, String text) {
    Path old = workspace.root().resolve(file);
    Path staged = staging.resolve("new").resolve(file);
    write(staged, text);
    copyAttributes(old, staged);
    remove(file);
    moves.add(new Move(staged, old));
  }

  /** Removes a file or a folder. */
  void remove(String path) {
    moves.add(new Move(workspace.root().resolve(path), staging.resolve("old").resolve(path)));
  }

  /** Does what was said. */
  void commit() {
    moves.forEach(this::move);
    finish();
  }

  private synchronized void finish() {
    requireTime();
    over = true;
    done.clear();
  }

  /** Without {@link #commit} everything is as before. */
  @Override
  public void close() {
    undo();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It is running: the process ends.
    }
  }

  private void write(Path file, String text) {
    watcher.accept(file);
    writeNow(file, text);
  }

  private synchronized void writeNow(Path file, String text) {
    requireTime();
    try {
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new DevException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Permissions, and the time of change: another module in {@code pom.xml} is no reason to build
   * those that are there.
   */
  private static void copyAttributes(Path from, Path to) {
    try {
      Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
      Files.setLastModifiedTime(to, Files.getLastModifiedTime(from));
    } catch (IOException e) {
      throw new DevException("%s cannot be written: %s".formatted(to, e.getMessage()), e);
    }
  }

  private void move(Move move) {
    watcher.accept(move.to());
    moveNow(move);
  }

  private synchronized void moveNow(Move move) {
    requireTime();
    apply(move);
    done.push(move);
  }

  private void requireTime() {
    if (over) {
      throw new DevException("Interrupted; everything is as it was");
    }
  }

  private static void apply(Move move) {
    try {
      Files.createDirectories(move.to().resolveSibling("."));
      Files.move(move.from(), move.to(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new DevException(
          "%s cannot be moved to %s: %s".formatted(move.from(), move.to(), e.getMessage()), e);
    }
  }

  /** Also by the hook, between two moves of the other thread. */
  private synchronized void undo() {
    over = true;
    while (!done.isEmpty()) {
      Move move = done.pop();
      apply(new Move(move.to(), move.from()));
    }
    Folders.delete(staging);
    deleteIfEmpty(workspace.state());
  }

  private static void deleteIfEmpty(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isEmpty()) {
        Files.delete(folder);
      }
    } catch (IOException e) {
      // It is not there, or somebody uses it.
    }
  }
}
