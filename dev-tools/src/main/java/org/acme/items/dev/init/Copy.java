package org.acme.items.dev.init;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.acme.items.dev.DevException;
import org.acme.items.dev.Folders;

/** The checkout as it will be, in a folder of its own: what fails there has changed nothing. */
public final class Copy implements AutoCloseable {
  private final Path root;
  private final Path folder;
  private final List<Change> changes;
  private boolean closed;

  /**
   * An empty one.
   *
   * @param changes all files of the checkout, also those that stay as they are
   */
  public Copy(Path root, List<Change> changes) {
    this.root = root;
    this.changes = List.copyOf(changes);
    try {
      this.folder = Files.createTempDirectory("init");
    } catch (IOException e) {
      throw new DevException("A copy cannot be made: " + e.getMessage(), e);
    }
  }

  public Path folder() {
    return folder;
  }

  /**
   * Writes all files.
   *
   * @throws DevException if that fails, or another thread closes this
   */
  public void write() {
    try {
      for (Change change : changes) {
        write(change);
      }
    } catch (IOException e) {
      throw new DevException("The copy cannot be written: " + e.getMessage(), e);
    }
  }

  private synchronized void write(Change change) throws IOException {
    if (closed) {
      throw new DevException("Stopped; everything is as it was");
    }
    Path file = folder.resolve(change.to());
    Files.createDirectories(file.getParent());
    Files.writeString(file, change.after(), ISO_8859_1);
    if (Files.isExecutable(root.resolve(change.from())) && !file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }

  /** What has to change in the checkout, so that it is as this is now. */
  public List<Change> changes() {
    List<Change> now = new ArrayList<>();
    try {
      for (Change change : changes) {
        now.add(change.withAfter(Files.readString(folder.resolve(change.to()), ISO_8859_1)));
      }
    } catch (IOException e) {
      throw new DevException("The copy cannot be read: " + e.getMessage(), e);
    }
    return now.stream().filter(Change::isOne).toList();
  }

  /** Deletes it. May be called by any thread, more than once. */
  @Override
  public synchronized void close() {
    closed = true;
    Folders.delete(folder);
  }
}
