package org.acme.items.loadtest.measurement;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** HdrHistograms of nanoseconds, as text: compressed, base64, lossless to add. */
public final class Histograms {
  private static final long LEAST = TimeUnit.MICROSECONDS.toNanos(1);
  private static final long MOST = TimeUnit.MINUTES.toNanos(2);
  private static final int DIGITS = 3;

  private Histograms() {}

  static Recorder recorder() {
    return new Recorder(LEAST, MOST, DIGITS);
  }

  public static Histogram empty() {
    return new Histogram(LEAST, MOST, DIGITS);
  }

  static long bounded(long nanos) {
    return Math.clamp(nanos, 0, MOST);
  }

  public static String encode(Histogram histogram) {
    if (histogram.getTotalCount() == 0) {
      return "";
    }
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
  }

  /**
   * Reads what {@link #encode} has written.
   *
   * @throws IllegalArgumentException if it is no histogram
   */
  public static Histogram decode(String text) {
    if (text.isEmpty()) {
      return empty();
    }
    try {
      return Histogram.decodeFromCompressedByteBuffer(
          ByteBuffer.wrap(Base64.getDecoder().decode(text)), LEAST);
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("not a histogram: " + e.getMessage(), e);
    }
  }
}
