package org.acme.items.dev.init;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.acme.items.dev.DevException;
import org.jspecify.annotations.Nullable;

/** Puts changes into a checkout: all of them, or none. */
public final class Replacement {
  private final Path root;
  private final List<Change> changes;
  private final Deque<Change> begun = new ArrayDeque<>();
  private boolean undone;

  public Replacement(Path root, List<Change> changes) {
    this.root = root;
    this.changes = List.copyOf(changes);
  }

  /**
   * Does it.
   *
   * @throws DevException if that fails, or another thread undoes it; everything is as before then
   */
  public void run() {
    try {
      for (Change change : changes) {
        begin(change);
      }
    } catch (IOException e) {
      undo();
      throw new DevException(
          "%s could not be written; everything is as it was".formatted(e.getMessage()), e);
    }
  }

  private synchronized void begin(Change change) throws IOException {
    if (undone) {
      throw new DevException("Stopped; everything is as it was");
    }
    begun.push(change);
    put(change);
  }

  /** Takes back what was done, after which nothing more is done. May be called by any thread. */
  public synchronized void undo() {
    undone = true;
    while (!begun.isEmpty()) {
      Change change = begun.pop();
      try {
        putBack(change);
      } catch (IOException e) {
        throw new DevException(
            "%s could not be put back; git reset --hard && git clean -fd does it"
                .formatted(e.getMessage()),
            e);
      }
    }
  }

  /** A file keeps its mode, so it is moved; folders that it leaves empty go. */
  private void put(Change change) throws IOException {
    if (change.isMove()) {
      move(change.from(), change.to());
    }
    Files.writeString(root.resolve(change.to()), change.after(), ISO_8859_1);
  }

  /** Where that had failed, the file is still in its old place. */
  private void putBack(Change change) throws IOException {
    if (Files.notExists(root.resolve(change.from()))) {
      move(change.to(), change.from());
    }
    deleteEmpty(root.resolve(change.to()).getParent());
    Files.writeString(root.resolve(change.from()), change.before(), ISO_8859_1);
  }

  private void move(Path from, Path to) throws IOException {
    Path file = root.resolve(to);
    Files.createDirectories(file.getParent());
    Files.move(root.resolve(from), file);
    deleteEmpty(root.resolve(from).getParent());
  }

  private void deleteEmpty(@Nullable Path folder) throws IOException {
    try {
      for (Path empty = folder; empty != null && !empty.equals(root); empty = empty.getParent()) {
        Files.deleteIfExists(empty);
      }
    } catch (DirectoryNotEmptyException e) {
      // The first that still has something in it, and all above.
    }
  }
}
