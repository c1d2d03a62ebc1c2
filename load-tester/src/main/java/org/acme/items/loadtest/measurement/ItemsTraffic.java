package org.acme.items.loadtest.measurement;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.acme.items.loadtest.engine.Answer;
import org.acme.items.loadtest.engine.PlannedRequest;
import org.acme.items.loadtest.scenario.RequestKind;
import org.acme.items.loadtest.scenario.Route;
import org.jspecify.annotations.Nullable;

/**
 * What clients of the items API do, in a mix. Only items that this run has made are changed, and
 * where it makes some it gets no others: another route might just have deleted them. Otherwise ids
 * come from lists. Where nothing is known to get or to change, it lists.
 */
final class ItemsTraffic implements Supplier<PlannedRequest> {
  private static final int KNOWN = 200;

  /** Deletions leave so many to get and to replace. */
  private static final int KEPT = 50;

  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-fA-F-]{36})\"");
  private static final List<String> GOODS =
      List.of("Oolong tea", "Teapot", "Kettle, 1.7 l", "Tea towel", "Cast-iron pan", "Honey");

  private final Route route;
  private final String runId;
  private final RandomGenerator random;
  private final boolean makes;
  private final List<RequestKind> wheel = new ArrayList<>();
  private final List<String> known = new CopyOnWriteArrayList<>();
  private final Queue<Own> own = new ConcurrentLinkedQueue<>();
  private int created;

  private record Own(String id, String entityTag) {}

  ItemsTraffic(Route route, Map<RequestKind, Integer> mix, String runId, RandomGenerator random) {
    this.route = route;
    this.runId = runId;
    this.random = random;
    this.makes = mix.containsKey(RequestKind.CREATE);
    new EnumMap<>(mix)
        .forEach((kind, weight) -> {
          for (int i = 0; i < weight; i++) {
            wheel.add(kind);
          }
        });
  }

  @Override
  public PlannedRequest get() {
    return switch (wheel.get(random.nextInt(wheel.size()))) {
      case PAGE -> read(route.path());
      case LIST -> list();
      case GET -> makes ? getOwn() : getKnown();
      case CREATE -> create();
      case REPLACE -> {
        Own item = own.poll();
        yield item == null ? list() : replace(item);
      }
      case DELETE -> {
        Own item = own.size() > KEPT ? own.poll() : null;
        yield item == null ? list() : delete(item);
      }
    };
  }

  private static PlannedRequest read(String path) {
    return new PlannedRequest("GET", path, Map.of(), null, false, _ -> {});
  }

  private PlannedRequest getKnown() {
    return known.isEmpty() ? list() : read("/items/" + known.get(random.nextInt(known.size())));
  }

  /** Taken out while it is read, so that it is not deleted meanwhile. */
  private PlannedRequest getOwn() {
    Own item = own.poll();
    return item == null
        ? list()
        : new PlannedRequest(
            "GET", "/items/" + item.id(), Map.of(), null, false, _ -> own.add(item));
  }

  private PlannedRequest list() {
    boolean learns = !makes && known.size() < KNOWN;
    return new PlannedRequest(
        "GET", "/items?limit=25", Map.of(), null, learns, answer -> learn(answer));
  }

  private void learn(@Nullable Answer answer) {
    if (answer == null || !answer.isGood()) {
      return;
    }
    Matcher ids = ID.matcher(answer.body());
    while (ids.find() && known.size() < KNOWN) {
      known.add(ids.group(1));
    }
  }

  private PlannedRequest create() {
    String key = "%s-%s-%d".formatted(runId, route.name(), created++);
    return new PlannedRequest(
        "POST",
        "/items",
        Map.of("Idempotency-Key", key),
        body(),
        false,
        answer -> {
          if (answer != null && answer.isGood() && answer.location() != null) {
            String id = answer.location().substring(answer.location().lastIndexOf('/') + 1);
            own(id, answer);
          }
        });
  }

  /** Taken out while the change is under way, so that this run does not compete with itself. */
  private PlannedRequest replace(Own item) {
    return new PlannedRequest(
        "PUT",
        "/items/" + item.id(),
        Map.of("If-Match", item.entityTag()),
        body(),
        false,
        answer -> {
          if (answer != null && answer.isGood()) {
            own(item.id(), answer);
          }
        });
  }

  private PlannedRequest delete(Own item) {
    return new PlannedRequest(
        "DELETE",
        "/items/" + item.id(),
        Map.of("If-Match", item.entityTag()),
        null,
        false,
        _ -> {});
  }

  private void own(String id, Answer answer) {
    if (answer.entityTag() != null && own.size() < KNOWN) {
      own.add(new Own(id, answer.entityTag()));
    }
  }

  private String body() {
    return """
    {"name":"%s","description":"Made by a load test","price":{"amount":"%d.%02d","currency":"EUR"},"quantity":%d,"tags":["load"]}\
    """
        .formatted(
            GOODS.get(random.nextInt(GOODS.size())),
            random.nextInt(1, 200),
            random.nextInt(100),
            random.nextInt(1000));
  }
}
