package org.acme.items.loadtest.measurement;

import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Measures how often this process stands still itself: a thread that naps for 1 ms and notes by how
 * much that was too long.
 */
final class PauseMeter implements AutoCloseable {
  private static final long NAP = 1_000_000;

  private final Recorder pauses = Histograms.recorder();
  private final Thread thread;
  private volatile boolean closed;

  PauseMeter() {
    thread = Thread.ofPlatform().daemon().name("pause-meter").start(this::run);
  }

  private void run() {
    while (!closed) {
      long begin = System.nanoTime();
      LockSupport.parkNanos(NAP);
      note(System.nanoTime() - begin - NAP);
    }
  }

  /** A long pause stands for all the naps that were not begun in it, as if each had been cut. */
  void note(long pauseNanos) {
    pauses.recordValueWithExpectedInterval(Histograms.bounded(pauseNanos), NAP);
  }

  Histogram take() {
    return pauses.getIntervalHistogram();
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
