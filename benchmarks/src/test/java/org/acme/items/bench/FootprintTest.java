package org.acme.items.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FootprintTest {
  @TempDir private Path folder;

  @Test
  void aFolderCountsWithAllItsFilesButNotWhatPythonCompiled() throws Exception {
    Files.write(Files.createDirectories(folder.resolve("a/b")).resolve("zeros"), new byte[100_000]);
    Files.write(folder.resolve("a/noise"), noise(5_000));
    Files.write(
        Files.createDirectories(folder.resolve("a/__pycache__")).resolve("c"), new byte[70]);

    Footprint footprint = Footprint.of(folder);

    assertThat(footprint.bytes()).isEqualTo(105_000);
    // Noise stays as long as it is, zeros vanish.
    assertThat(footprint.compressed()).isBetween(5_000L, 5_500L);
  }

  @Test
  void aFileIsCountedAsItIs() throws Exception {
    Path file = Files.write(folder.resolve("file"), noise(3 * 1024 * 1024));

    assertThat(Footprint.of(file).mebibytes()).isEqualTo(3);
    assertThat(Footprint.of(file).plus(Footprint.of(file)).compressedMebibytes())
        .isBetween(6.0, 6.1);
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(1).nextBytes(noise);
    return noise;
  }
}
