package org.acme.items.loadtest.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.acme.items.loadtest.engine.Answer;
import org.acme.items.loadtest.engine.PlannedRequest;
import org.acme.items.loadtest.scenario.RequestKind;
import org.acme.items.loadtest.scenario.Route;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ItemsTrafficTest {
  private static final int UNDER_WAY = 20;

  private final Set<String> stored = new HashSet<>();
  private final Set<String> touched = new HashSet<>();

  private record Sent(PlannedRequest request, @Nullable String id) {}

  /** Answers come late and in order, so that many requests are under way at any time. */
  @Test
  void itemsThatAreReadOrChangedAreThereAndNoOneElsesAtThatMoment() {
    ItemsTraffic traffic =
        traffic(
            Map.of(
                RequestKind.LIST, 2,
                RequestKind.GET, 5,
                RequestKind.CREATE, 1,
                RequestKind.REPLACE, 1,
                RequestKind.DELETE, 1));
    Queue<Sent> underWay = new ArrayDeque<>();
    int gets = 0;

    for (int i = 0; i < 20_000; i++) {
      Sent sent = send(traffic.get());
      gets += sent.id() != null && sent.request().method().equals("GET") ? 1 : 0;
      underWay.add(sent);
      if (underWay.size() > UNDER_WAY) {
        end(underWay.remove());
      }
    }

    assertThat(gets).as("of 20,000 requests").isGreaterThan(8_000);
    assertThat(stored).as("what is left behind").hasSizeLessThan(150);
  }

  @Test
  void itemsOfOthersAreOnlyRead() {
    ItemsTraffic traffic = traffic(Map.of(RequestKind.LIST, 1, RequestKind.GET, 1));
    String id = UUID.randomUUID().toString();
    PlannedRequest list = traffic.get();

    list.ended().accept(new Answer(200, null, null, "{\"items\":[{\"id\":\"" + id + "\"}]}"));

    Set<String> paths = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      PlannedRequest next = traffic.get();
      assertThat(next.method()).isEqualTo("GET");
      paths.add(next.path());
    }
    assertThat(paths).containsExactlyInAnyOrder("/items?limit=25", "/items/" + id);
  }

  private static ItemsTraffic traffic(Map<RequestKind, Integer> mix) {
    Route route = new Route("a", URI.create("http://a.test"));
    return new ItemsTraffic(route, mix, "run", new SplittableRandom(1));
  }

  private Sent send(PlannedRequest request) {
    if (!request.path().startsWith("/items/")) {
      return new Sent(request, null);
    }
    String id = request.path().substring("/items/".length());
    assertThat(stored).contains(id);
    assertThat(touched.add(id)).as("%s %s is not under way", request.method(), id).isTrue();
    return new Sent(request, id);
  }

  private void end(Sent sent) {
    String id = sent.id();
    if (id != null) {
      touched.remove(id);
    }
    switch (sent.request().method()) {
      case "POST" -> {
        String created = UUID.randomUUID().toString();
        stored.add(created);
        sent.request().ended().accept(new Answer(201, "/items/" + created, "\"1\"", ""));
      }
      case "DELETE" -> {
        stored.remove(id);
        sent.request().ended().accept(new Answer(204, null, null, ""));
      }
      default -> sent.request().ended().accept(new Answer(200, null, "\"2\"", ""));
    }
  }
}
