package org.acme.items.bench;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Sends one kind of request to a server, on one event loop. */
final class Load implements AutoCloseable {
  static final int CONNECTIONS = 16;

  /** Shorter than any server's, which must not close a connection that is used again. */
  private static final Duration IDLE = Duration.ofSeconds(2);

  /** For all that is under way when the time is over. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Context loop;
  private final HttpClient client;

  /** Each of the clients has an item for itself; this is the version that it saw last. */
  private final String[] etags = new String[CONNECTIONS];

  Load(Vertx vertx) {
    Arrays.fill(etags, "\"%d\"".formatted(StandIns.VERSION));
    loop = vertx.getOrCreateContext();
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS)
                .setKeepAlive(true)
                .setKeepAliveTimeout((int) IDLE.toSeconds())
                .setMaxWaitQueueSize(100_000)
                .setConnectTimeout(2000)
                .setTracingPolicy(io.vertx.core.tracing.TracingPolicy.IGNORE));
  }

  /**
   * What is sent.
   *
   * @param status that every answer has to have
   */
  record Request(HttpMethod method, String path, @Nullable String body, int status) {
    /** Stands for an item of the client that sends it. */
    private static final String ITEM = "/items/{id}";

    private static final String ITEMS = "/items";

    private static final String BODY =
        """
        {"name":"Oolong tea","description":"Loose leaves, 100 g",\
        "price":{"amount":"12.50","currency":"EUR"},"quantity":42,"tags":["drink","tea"]}\
        """;

    static Request get() {
      return new Request(HttpMethod.GET, ITEM, null, 200);
    }

    static Request put() {
      return new Request(HttpMethod.PUT, ITEM, BODY, 200);
    }

    /** The newest items of the backend. */
    static Request list() {
      return new Request(HttpMethod.GET, ITEMS + "?limit=25", null, 200);
    }

    static Request post() {
      return new Request(HttpMethod.POST, ITEMS, BODY, 201);
    }

    /** The frontend's first page. */
    static Request page() {
      return new Request(HttpMethod.GET, "/", null, 200);
    }

    private RequestOptions to(int port, int client, String etag) {
      RequestOptions options =
          new RequestOptions()
              .setHost("127.0.0.1")
              .setPort(port)
              .setMethod(method)
              .setURI(path.replace("{id}", StandIns.id(client)))
              .setTimeout(10_000);
      if (body != null) {
        options.putHeader("Content-Type", "application/json");
      }
      return isChange() ? options.putHeader("If-Match", etag) : options;
    }

    /** Of an item that is there. */
    private boolean isChange() {
      return method.equals(HttpMethod.PUT);
    }
  }

  /**
   * What came of it; every answer was as wanted.
   *
   * @param micros from when a request was due until its answer was there
   */
  record Result(long requests, Duration took, Histogram micros) {
    double perSecond() {
      return requests / (took.toNanos() / 1e9);
    }
  }

  /** A fixed number of clients, each sends as soon as it has its answer. */
  Result asFastAsItGoes(int port, Request request, Duration time) throws InterruptedException {
    Sending sending = new Sending(port, request);
    long begin = System.nanoTime();
    loop.runOnContext(_ -> {
      for (int number = 0; number < CONNECTIONS; number++) {
        sending.repeat(number, begin + time.toNanos());
      }
    });
    return sending.await(begin, time);
  }

  /** Requests that come at random at a mean rate, whether or not earlier ones were answered. */
  Result at(double perSecond, int port, Request request, Duration time, long seed)
      throws InterruptedException {
    Sending sending = new Sending(port, request);
    Random random = new Random(seed);
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    for (long due = begin; due < end; due += gap(random, perSecond)) {
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      long dueAt = due;
      loop.runOnContext(_ -> sending.send(0, dueAt, () -> {}));
    }
    return sending.await(begin, time);
  }

  /** Exponential, as between arrivals of many people who do not know of each other. */
  private static long gap(Random random, double perSecond) {
    return Math.round(-Math.log(1 - random.nextDouble()) / perSecond * 1e9);
  }

  @Override
  public void close() {
    client.close();
  }

  /** All is done on the event loop. */
  private final class Sending {
    private final List<RequestOptions> options;
    private final Request request;
    private final @Nullable Buffer body;
    private final Histogram micros = new Histogram(3);
    private final CountDownLatch done = new CountDownLatch(1);
    private long underWay;
    private boolean over;
    private long lastAnswer;
    private @Nullable Throwable failure;

    Sending(int port, Request request) {
      this.request = request;
      this.options =
          IntStream.range(0, CONNECTIONS)
              .mapToObj(client -> request.to(port, client, etags[client]))
              .toList();
      this.body = request.body() == null ? null : Buffer.buffer(request.body());
    }

    void repeat(int number, long end) {
      long now = System.nanoTime();
      if (now < end && failure == null) {
        send(number, now, () -> repeat(number, end));
      }
    }

    void send(int number, long due, Runnable then) {
      underWay++;
      client
          .request(options.get(number))
          .compose(sent -> body == null ? sent.send() : sent.send(body))
          .compose(answer -> read(number, answer))
          .onComplete(answer -> {
            lastAnswer = System.nanoTime();
            micros.recordValue((lastAnswer - due) / 1000);
            if (answer.failed() && failure == null) {
              failure = answer.cause();
            }
            then.run();
            underWay--;
            endIfIdle();
          });
    }

    private io.vertx.core.Future<Buffer> read(int number, HttpClientResponse answer) {
      String etag = answer.getHeader("ETag");
      if (request.isChange() && etag != null && !etag.equals(etags[number])) {
        etags[number] = etag;
        options.get(number).putHeader("If-Match", etag);
      }
      return answer.statusCode() == request.status()
          ? answer.body()
          : io.vertx.core.Future.failedFuture(
              "%s %s was answered with status %d"
                  .formatted(request.method(), request.path(), answer.statusCode()));
    }

    private void endIfIdle() {
      if (over && underWay == 0) {
        done.countDown();
      }
    }

    Result await(long begin, Duration time) throws InterruptedException {
      long rest = begin + time.toNanos() - System.nanoTime();
      done.await(Math.max(rest, 0), TimeUnit.NANOSECONDS);
      loop.runOnContext(_ -> {
        over = true;
        endIfIdle();
      });
      if (!done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("answers are missing after " + PATIENCE);
      }
      if (failure != null) {
        throw new IllegalStateException("a request failed: " + failure.getMessage(), failure);
      }
      return new Result(micros.getTotalCount(), Duration.ofNanos(lastAnswer - begin), micros);
    }
  }
}
