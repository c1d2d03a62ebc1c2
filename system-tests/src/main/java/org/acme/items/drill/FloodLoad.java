package org.acme.items.drill;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.acme.items.drill.ecs.Await;

/** Lists of items, asked from one task, more of them than it can make. */
final class FloodLoad implements AutoCloseable {
  /** As many as a crowd has; a request that finds none free waits until one is. */
  private static final int CONNECTIONS = 500;

  /** Clients that wait for each answer, and so keep a task busy and no more. */
  private static final int PATIENT_CLIENTS = 8;

  private static final Duration TIME_OUT = Duration.ofSeconds(5);
  private static final int NO_ANSWER = 0;
  private static final int OK = 200;

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
  private final Context loop = vertx.getOrCreateContext();
  private final HttpClient client =
      vertx.createHttpClient(
          new HttpClientOptions()
              .setMaxPoolSize(CONNECTIONS)
              .setMaxWaitQueueSize(-1)
              .setConnectTimeout((int) TIME_OUT.toMillis()));
  private final RequestOptions list;

  FloodLoad(String address, int port) {
    list =
        new RequestOptions()
            .setHost(address)
            .setPort(port)
            .setMethod(HttpMethod.GET)
            .setURI("/items?limit=25")
            .setTimeout(TIME_OUT.toMillis());
  }

  /**
   * What was answered.
   *
   * @param statuses how often each; 0 is no answer within 5 s
   * @param refusals how long each refusal took, in nanoseconds, sorted
   */
  record Answers(Map<Integer, Long> statuses, List<Long> refusals) {
    long count() {
      return statuses.values().stream().mapToLong(Long::longValue).sum();
    }

    long ok() {
      return statuses.getOrDefault(OK, 0L);
    }

    /** Of 100 refusals, so many took no longer. */
    Duration refusedWithin(int percent) {
      return refusals.isEmpty()
          ? Duration.ZERO
          : Duration.ofNanos(refusals.get((int) ((refusals.size() - 1L) * percent / 100)));
    }
  }

  /** Answers per second to clients who wait for each. */
  double sustained(Duration time) {
    Sending sending = new Sending();
    long end = System.nanoTime() + time.toNanos();
    loop.runOnContext(_ -> {
      for (int i = 0; i < PATIENT_CLIENTS; i++) {
        repeat(sending, end);
      }
    });
    Await.elapse(time);
    return sending.answers().ok() / (time.toNanos() / 1e9);
  }

  private void repeat(Sending sending, long end) {
    sending.send(() -> {
      if (System.nanoTime() - end < 0) {
        repeat(sending, end);
      }
    });
  }

  /** Sends at a rate, whether or not what was sent before is answered. */
  Answers flood(double perSecond, Duration time) {
    Sending sending = new Sending();
    long begin = System.nanoTime();
    long sent = 0;
    while (System.nanoTime() - begin < time.toNanos()) {
      long due = (long) ((System.nanoTime() - begin) / 1e9 * perSecond);
      int count = (int) (due - sent);
      loop.runOnContext(_ -> {
        for (int i = 0; i < count; i++) {
          sending.send(() -> {});
        }
      });
      sent = due;
      Await.elapse(Duration.ofMillis(10));
    }
    Await.until("every request has its end", TIME_OUT.multipliedBy(4), sending::isOver);
    return sending.answers();
  }

  @Override
  public void close() {
    client.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** Requests that belong together. */
  private final class Sending {
    private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    private final Queue<Long> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();

    void send(Runnable then) {
      long start = System.nanoTime();
      underWay.incrementAndGet();
      client
          .request(list)
          .compose(request -> request.send())
          .compose(answer -> answer.body().map(_ -> answer.statusCode()))
          .onComplete(status -> {
            long took = System.nanoTime() - start;
            int code = status.succeeded() ? status.result() : NO_ANSWER;
            statuses.computeIfAbsent(code, _ -> new LongAdder()).increment();
            if (code != OK && code != NO_ANSWER) {
              refusals.add(took);
            }
            underWay.decrementAndGet();
            then.run();
          });
    }

    boolean isOver() {
      return underWay.get() == 0;
    }

    Answers answers() {
      Map<Integer, Long> counts = new TreeMap<>();
      statuses.forEach((status, count) -> counts.put(status, count.sum()));
      return new Answers(counts, refusals.stream().sorted().toList());
    }
  }
}
