package org.acme.items.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Bytes of files that an image has.
 *
 * @param bytes as they are used
 * @param compressed as a registry keeps and moves them
 */
record Footprint(long bytes, long compressed) {
  static final Footprint NONE = new Footprint(0, 0);

  private static final double MEBIBYTE = 1024 * 1024;

  /** Of a file, or of all files in a folder, together. */
  static Footprint of(Path path) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(path)) {
      files =
          walk.filter(Files::isRegularFile)
              .filter(file -> !file.toString().contains("__pycache__"))
              .sorted()
              .toList();
    }
    Counter compressed = new Counter();
    long bytes = 0;
    try (OutputStream gzip = new GZIPOutputStream(compressed)) {
      for (Path file : files) {
        bytes += Files.copy(file, gzip);
      }
    }
    return new Footprint(bytes, compressed.count);
  }

  Footprint plus(Footprint other) {
    return new Footprint(bytes + other.bytes, compressed + other.compressed);
  }

  double mebibytes() {
    return bytes / MEBIBYTE;
  }

  double compressedMebibytes() {
    return compressed / MEBIBYTE;
  }

  private static final class Counter extends OutputStream {
    private long count;

    @Override
    public void write(int value) {
      count++;
    }

    @Override
    public void write(byte[] values, int offset, int length) {
      count += length;
    }
  }
}
