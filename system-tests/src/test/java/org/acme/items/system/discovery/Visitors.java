package org.acme.items.system.discovery;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Visitors who come at a steady rate, whether or not those before have got their page. */
final class Visitors implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI page;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Visitors(URI page) {
    this.page = page;
  }

  /** Sends that many at that rate, and returns without waiting. */
  Future<List<Visit>> come(int count, int perSecond) {
    return threads.submit(() -> {
      long start = System.nanoTime();
      List<Future<Visit>> visits = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        long due = start + i * 1_000_000_000L / perSecond;
        while (System.nanoTime() - due < 0) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        visits.add(threads.submit(() -> visit(due)));
      }
      List<Visit> results = new ArrayList<>();
      for (Future<Visit> visit : visits) {
        results.add(visit.get());
      }
      return results;
    });
  }

  /** Waits until the last of them has got a page, or has given up. */
  static List<Visit> all(Future<List<Visit>> visits) {
    try {
      return visits.get(2, TimeUnit.MINUTES);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("visitors did not come through", e);
    }
  }

  /** One visitor, now. */
  Visit one() {
    return visit(System.nanoTime());
  }

  private Visit visit(long due) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(page).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString());
      return new Visit(due, since(due), answer.statusCode(), answer.body());
    } catch (IOException e) {
      return new Visit(due, since(due), 0, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Visit(due, since(due), 0, e.toString());
    }
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  @Override
  public void close() {
    threads.close();
    http.close();
  }
}
