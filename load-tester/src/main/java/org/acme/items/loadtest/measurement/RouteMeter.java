package org.acme.items.loadtest.measurement;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.acme.items.loadtest.engine.Answer;
import org.acme.items.loadtest.engine.LoadObserver;
import org.jspecify.annotations.Nullable;

/** Counts and times the requests of one route in one round. */
final class RouteMeter implements LoadObserver {
  private final String route;
  private final long timeoutNanos;
  private final List<AddressMeter> addresses;
  private final Map<String, LongAdder> reasons = new ConcurrentHashMap<>();
  private final Object sending = new Object();
  private long lastDue;
  private long lastLate;
  private long latest;

  RouteMeter(String route, List<InetSocketAddress> addresses, long timeoutNanos) {
    this.route = route;
    this.timeoutNanos = timeoutNanos;
    this.addresses = addresses.stream().map(address -> new AddressMeter(name(address))).toList();
  }

  private static String name(InetSocketAddress address) {
    return address.isUnresolved()
        ? "unknown"
        : "%s:%d".formatted(address.getAddress().getHostAddress(), address.getPort());
  }

  private static final class AddressMeter {
    private final String name;
    private final LongAdder offered = new LongAdder();
    private final LongAdder completed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder timedOut = new LongAdder();
    private final Recorder latencies = Histograms.recorder();
    private @Nullable Histogram recycled;

    private AddressMeter(String name) {
      this.name = name;
    }
  }

  @Override
  public void sent(int address, long dueNanos, long lateNanos) {
    addresses.get(address).offered.increment();
    synchronized (sending) {
      lastDue = dueNanos;
      lastLate = lateNanos;
      latest = Math.max(latest, lateNanos);
    }
  }

  @Override
  public void answered(int address, long nanos, Answer answer) {
    AddressMeter meter = addresses.get(address);
    if (answer.isGood()) {
      meter.latencies.recordValue(Histograms.bounded(nanos));
      meter.completed.increment();
      if (answer.status() >= 300) {
        because("status %d, a redirection that is not followed".formatted(answer.status()));
      }
    } else {
      meter.failed.increment();
      because("status " + answer.status());
    }
  }

  /** Counts in the latencies too: leaving it out would make a slow target look fast. */
  @Override
  public void timedOut(int address, long nanos) {
    AddressMeter meter = addresses.get(address);
    meter.latencies.recordValue(Histograms.bounded(Math.max(nanos, timeoutNanos)));
    meter.timedOut.increment();
    because("no answer within the timeout");
  }

  @Override
  public void failed(int address, long nanos, String reason) {
    addresses.get(address).failed.increment();
    because(reason);
  }

  private void because(String reason) {
    reasons.computeIfAbsent(reason, _ -> new LongAdder()).increment();
  }

  /** Takes what has come since it was called last; one thread at a time. */
  synchronized List<Interval> take(int second, int round) {
    List<Interval> intervals = new ArrayList<>();
    for (AddressMeter meter : addresses) {
      // Ends before beginnings, so that no interval shows more ends than there were sends.
      Counts ends =
          new Counts(
              0,
              meter.completed.sumThenReset(),
              meter.failed.sumThenReset(),
              meter.timedOut.sumThenReset(),
              0);
      Histogram latencies = meter.latencies.getIntervalHistogram(meter.recycled);
      meter.recycled = latencies;
      Counts counts = ends.plus(new Counts(meter.offered.sumThenReset(), 0, 0, 0, 0));
      if (!counts.equals(Counts.NONE) || latencies.getTotalCount() > 0) {
        intervals.add(
            new Interval(route, meter.name, second, round, counts, Histograms.encode(latencies)));
      }
    }
    return intervals;
  }

  Map<String, Long> reasons() {
    Map<String, Long> sums = new TreeMap<>();
    reasons.forEach((reason, count) -> sums.put(reason, count.sum()));
    return sums;
  }

  /** How fast it was compared with what was asked: 1 is just so, less is too slow. */
  double pace() {
    synchronized (sending) {
      return (double) lastDue / Math.max(1, lastDue + lastLate);
    }
  }

  double latestMillis() {
    synchronized (sending) {
      return latest / 1e6;
    }
  }
}
