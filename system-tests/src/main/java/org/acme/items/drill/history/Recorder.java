package org.acme.items.drill.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.acme.items.drill.history.ItemsHttp.Reply;
import org.acme.items.drill.history.Operation.Kind;
import org.acme.items.drill.history.Operation.Outcome;
import org.acme.items.drill.history.Operation.Route;

/**
 * Clients who create, change and read items through the page and through the API, at a steady rate
 * whether or not those before have got their answers. What fails is sent again, with the same key
 * and the same precondition, as people and clients do. Everything is written down.
 */
public final class Recorder implements AutoCloseable {
  private static final int ATTEMPTS = 4;

  /** A person who sends a form again; a client of the API waits less. */
  private static final Duration PATIENCE_OF_A_PERSON = Duration.ofSeconds(1);

  private static final Duration PATIENCE_OF_A_CLIENT = Duration.ofMillis(100);

  private final ItemsHttp http;
  private final String run;
  private final SplittableRandom random;
  private final AtomicLong values = new AtomicLong();
  private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
  private final List<String> items = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> senders = new ArrayList<>();
  private volatile boolean running = true;

  /**
   * Makes clients.
   *
   * @param run what all values of this run begin with
   * @param seed of what is sent, and when
   */
  public Recorder(ItemsHttp http, String run, long seed) {
    this.http = http;
    this.run = run;
    this.random = new SplittableRandom(seed);
  }

  /** Starts to send, until {@link #stop()}; rates are operations per second. */
  public void start(double pageRate, double apiRate) {
    send(Route.PAGE, pageRate, random.split());
    send(Route.API, apiRate, random.split());
  }

  private void send(Route route, double rate, SplittableRandom own) {
    senders.add(
        threads.submit(() -> {
          long due = System.nanoTime();
          while (running) {
            due += (long) (own.nextExponential() * 1e9 / rate);
            while (running && System.nanoTime() - due < 0) {
              LockSupport.parkNanos(Math.min(due - System.nanoTime(), 50_000_000));
            }
            SplittableRandom choice = own.split();
            if (running) {
              threads.execute(() -> operate(route, choice));
            }
          }
        }));
  }

  private void operate(Route route, SplittableRandom choice) {
    int kind = choice.nextInt(10);
    if (items.isEmpty() || kind < 3) {
      create(route);
    } else if (kind < 5 && route == Route.PAGE) {
      remember(http.list());
    } else if (kind < 7) {
      read(route, items.get(choice.nextInt(items.size())));
    } else {
      update(route, items.get(choice.nextInt(items.size())));
    }
  }

  /** Pages do not tell the id of what was created; lists do. */
  private void remember(List<String> listed) {
    listed.stream().filter(id -> !items.contains(id)).forEach(items::add);
  }

  private String nextValue() {
    return "%s-%d".formatted(run, values.incrementAndGet());
  }

  private void create(Route route) {
    String value = nextValue();
    Tries tries = new Tries(route);
    Reply reply = tries.send(() -> http.create(route, value, value));
    Outcome outcome = tries.outcome(reply);
    record(Kind.CREATE, value, reply.item(), reply.version(), tries, outcome);
    if (outcome == Outcome.ACKNOWLEDGED && !reply.item().isEmpty()) {
      items.add(reply.item());
    }
  }

  private Optional<Reply> read(Route route, String item) {
    Tries tries = new Tries(route);
    Reply reply = tries.send(() -> http.read(route, item));
    if (reply.status() != 200) {
      return Optional.empty();
    }
    if (!reply.value().startsWith(run + "-")) {
      return Optional.empty(); // of another run
    }
    record(Kind.READ, reply.value(), item, reply.version(), tries, Outcome.ACKNOWLEDGED);
    return Optional.of(reply);
  }

  private void update(Route route, String item) {
    Optional<Reply> before = read(route, item);
    if (before.isEmpty()) {
      return;
    }
    String value = nextValue();
    long version = before.get().version();
    Tries tries = new Tries(route);
    Reply reply = tries.send(() -> http.update(route, item, version, value));
    Outcome outcome = tries.outcome(reply);
    record(Kind.UPDATE, value, item, version + 1, tries, outcome);
  }

  private void record(
      Kind kind, String value, String item, long version, Tries tries, Outcome outcome) {
    operations.add(
        new Operation(
            tries.route, kind, value, item, version, tries.start, System.nanoTime(), outcome));
  }

  /** Sends the same request again until it is answered, or patience is over. */
  private static final class Tries {
    private final Route route;
    private final long start = System.nanoTime();
    private boolean mayBeDone;

    Tries(Route route) {
      this.route = route;
    }

    Reply send(java.util.function.Supplier<Reply> request) {
      Reply reply = request.get();
      for (int attempt = 1; attempt < ATTEMPTS && reply.isWorthRepeating(); attempt++) {
        mayBeDone |= reply.mayBeDone();
        LockSupport.parkNanos(
            (route == Route.PAGE
                    ? PATIENCE_OF_A_PERSON
                    : PATIENCE_OF_A_CLIENT.multipliedBy(1L << attempt))
                .toNanos());
        reply = request.get();
      }
      return reply;
    }

    Outcome outcome(Reply last) {
      if (last.isDone()) {
        return Outcome.ACKNOWLEDGED;
      }
      return mayBeDone || last.mayBeDone() ? Outcome.UNKNOWN : Outcome.REFUSED;
    }
  }

  /** Sends nothing new, and returns when everything under way has ended. */
  public void stop() {
    running = false;
    try {
      for (Future<?> sender : senders) {
        sender.get();
      }
      threads.shutdown();
      if (!threads.awaitTermination(90, TimeUnit.SECONDS)) {
        throw new IllegalStateException("requests did not end");
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the load ended early", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public List<Operation> history() {
    return List.copyOf(operations);
  }

  /** All items of this run, as the API lists them and as each is read by its id. */
  public List<StoredItem> stored() {
    Map<String, StoredItem> stored = new HashMap<>();
    List<StoredItem> listed = new ArrayList<>();
    for (JsonNode item : http.listAll()) {
      if (item.path("name").asText().startsWith(run + "-")) {
        listed.add(
            new StoredItem(
                item.path("id").asText(),
                item.path("name").asText(),
                item.path("version").asLong()));
      }
    }
    for (StoredItem item : listed) {
      Reply reply = http.read(Route.API, item.id());
      if (reply.status() == 200) {
        stored.put(item.id(), new StoredItem(item.id(), reply.value(), reply.version()));
      }
    }
    return List.copyOf(stored.values());
  }

  @Override
  public void close() {
    running = false;
    threads.shutdownNow();
  }
}
