package org.acme.items.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * The pictures of {@code docs/images}. With {@code -Dscreenshots=update} they are written; with
 * {@code compare} a picture that is no longer what the page looks like fails its test. Fonts differ
 * from system to system: compare where they were taken, on Debian.
 */
public final class Picture {
  private static final Path IMAGES = Path.of("../docs/images");

  /** Of the pixels; what another build of the browser draws differently is less. */
  private static final double MAX_DIFFERENT = 0.02;

  /** Of 255 in one of the colours; less is smoothing of edges. */
  private static final int NOTICEABLE = 32;

  private Picture() {}

  /** Writes the picture, or compares it with the one that is there. */
  public static void check(byte[] taken, String name) throws IOException {
    Path picture = IMAGES.resolve(name);
    if (System.getProperty("screenshots", "").equals("update")) {
      Files.write(picture, taken);
      return;
    }
    Files.write(Path.of("target", name), taken);
    BufferedImage now = ImageIO.read(new ByteArrayInputStream(taken));
    BufferedImage then = ImageIO.read(picture.toFile());
    String advice =
        "docs/images/%s is no longer what the page looks like, which is in system-tests/target;"
                .formatted(name)
            + " take it again with -Dscreenshots=update";
    assertThat(List.of(now.getWidth(), now.getHeight()))
        .as(advice)
        .isEqualTo(List.of(then.getWidth(), then.getHeight()));
    assertThat(different(now, then)).as(advice).isLessThan(MAX_DIFFERENT);
  }

  /** The share of pixels that differ. */
  private static double different(BufferedImage now, BufferedImage then) {
    int pixels = now.getWidth() * now.getHeight();
    long different =
        IntStream.range(0, pixels)
            .filter(i -> {
              int x = i % now.getWidth();
              int y = i / now.getWidth();
              return differs(now.getRGB(x, y), then.getRGB(x, y));
            })
            .count();
    return (double) different / pixels;
  }

  private static boolean differs(int one, int other) {
    return IntStream.of(0, 8, 16)
        .anyMatch(shift -> Math.abs((one >> shift & 255) - (other >> shift & 255)) > NOTICEABLE);
  }
}
