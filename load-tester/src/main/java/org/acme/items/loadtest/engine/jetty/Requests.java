package org.acme.items.loadtest.engine.jetty;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.acme.items.loadtest.engine.Answer;
import org.acme.items.loadtest.engine.LoadObserver;
import org.acme.items.loadtest.engine.PlannedRequest;
import org.acme.items.loadtest.engine.RouteLoad;
import org.acme.items.loadtest.engine.SendSchedule;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.http.HttpHeader;
import org.mortbay.jetty.load.generator.Resource;

/**
 * The generator's resource, always the same to it; each request is given its own content when it is
 * sent, and accounted for from then on.
 */
final class Requests extends Resource {
  private static final long NOTICES_STOP = TimeUnit.MILLISECONDS.toNanos(50);

  private final RouteLoad route;
  private final Supplier<PlannedRequest> planned;
  private final LoadObserver observer;
  private final SendSchedule schedule;
  private volatile boolean stopped;
  private boolean sending = true;

  Requests(RouteLoad route, Supplier<PlannedRequest> planned, LoadObserver observer) {
    super("/");
    this.route = route;
    this.planned = planned;
    this.observer = observer;
    this.schedule = new SendSchedule(route.startNanos(), route.arrivals());
  }

  void stop() {
    stopped = true;
  }

  /** The generator asks for it first, once for each send, on its sending thread. */
  @Override
  public int descendantCount() {
    if (!stopped) {
      awaitNext();
    }
    // Once it is stopped the generator goes through what is left of its count, and nothing is sent.
    sending = !stopped;
    return super.descendantCount();
  }

  private void awaitNext() {
    long left = schedule.left(System.nanoTime());
    while (left > 0 && !stopped) {
      LockSupport.parkNanos(Math.min(left, NOTICES_STOP));
      left = schedule.left(System.nanoTime());
    }
  }

  /** Null is a group, for which nothing is sent. */
  @Override
  @SuppressWarnings("NullAway") // the generator allows it
  public String getPath() {
    return sending ? super.getPath() : null;
  }

  /** Makes the generator's request the next planned one. */
  void prepare(Request request, int address) {
    long due = schedule.due();
    long now = System.nanoTime();
    long intended = schedule.send(now);
    PlannedRequest next = planned.get();
    request.method(next.method()).path(next.path()).followRedirects(false);
    request.headers(headers -> {
      headers.remove(RESPONSE_LENGTH);
      next.headers().forEach(headers::put);
    });
    String body = next.body();
    if (body != null) {
      request.body(new StringRequestContent("application/json", body, UTF_8));
    }
    long left = route.timeout().toNanos() - (now - intended);
    request.timeout(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)), TimeUnit.MILLISECONDS);
    ByteArrayOutputStream content = new ByteArrayOutputStream(0);
    if (next.keepBody()) {
      request.onResponseContent((response, buffer) -> {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        content.writeBytes(bytes);
      });
    }
    observer.sent(address, due, now - intended);
    request.onComplete(result -> complete(result, next, address, intended, content));
  }

  private void complete(
      Result result,
      PlannedRequest request,
      int address,
      long intended,
      ByteArrayOutputStream content) {
    long nanos = System.nanoTime() - intended;
    Throwable failure = result.getFailure();
    if (failure == null) {
      Answer answer = answer(result.getResponse(), content);
      observer.answered(address, nanos, answer);
      request.ended().accept(answer);
    } else {
      if (failure instanceof TimeoutException) {
        observer.timedOut(address, nanos);
      } else {
        observer.failed(address, nanos, Failures.explain(failure));
      }
      request.ended().accept(null);
    }
  }

  private static Answer answer(Response response, ByteArrayOutputStream content) {
    return new Answer(
        response.getStatus(),
        response.getHeaders().get(HttpHeader.LOCATION),
        response.getHeaders().get(HttpHeader.ETAG),
        content.toString(UTF_8));
  }
}
