package org.acme.items.loadtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Recorder;

/** A server on loopback that can be slow, frozen, wrong, or gone. */
public final class TestTarget implements AutoCloseable {
  static {
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final LongAdder requests = new LongAdder();
  private final Recorder waits = new Recorder(3);
  private final Set<String> hosts = ConcurrentHashMap.newKeySet();
  private final InetSocketAddress address;
  private volatile long frozenUntil = System.nanoTime();
  private volatile long delayNanos;
  private volatile int status = 200;
  private HttpServer server;

  public TestTarget() {
    this("127.0.0.1", 0);
  }

  public TestTarget(String ip, int port) {
    server = listen(new InetSocketAddress(ip, port));
    address = server.getAddress();
  }

  private HttpServer listen(InetSocketAddress where) {
    try {
      HttpServer listening =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getByName(where.getHostString()), where.getPort()),
              1000);
      listening.setExecutor(threads);
      listening.createContext("/", this::answer);
      listening.start();
      return listening;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    long begin = System.nanoTime();
    requests.increment();
    hosts.add(String.valueOf(exchange.getRequestHeaders().getFirst("Host")));
    exchange.getRequestBody().readAllBytes();
    pauseUntil(frozenUntil);
    pauseUntil(begin + delayNanos);
    waits.recordValue(System.nanoTime() - begin);
    byte[] body = "{\"items\":[]}".getBytes(UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static void pauseUntil(long end) {
    long left = end - System.nanoTime();
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(left);
      left = end - System.nanoTime();
    }
  }

  /** How long a request really waited here, on a machine that may be busy. */
  public double medianWaitMillis() {
    return waits.getIntervalHistogram().getValueAtPercentile(50) / 1e6;
  }

  public int port() {
    return address.getPort();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port());
  }

  public long requests() {
    return requests.sum();
  }

  /** What the Host headers said. */
  public Set<String> hosts() {
    return hosts;
  }

  public void freeze(Duration duration) {
    frozenUntil = System.nanoTime() + duration.toNanos();
  }

  public void delay(Duration duration) {
    delayNanos = duration.toNanos();
  }

  public void answerWith(int status) {
    this.status = status;
  }

  public void goAway() {
    server.stop(0);
  }

  public void comeBack() {
    server = listen(address);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
