package org.acme.items.frontend.backend;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.smallrye.stork.api.ServiceInstance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.acme.items.frontend.backend.BackendTask.Circuit;
import org.jboss.logging.Logger;

/** The tasks of the backend that discovery knows, and what the last calls to them were. */
@Singleton
public class BackendTasks {
  private static final Logger LOG = Logger.getLogger(BackendTasks.class);

  private static final int LAST_CALLS = 20;
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);

  private final BackendDiscovery discovery;

  /** With more than eight tasks an address is not in every answer of DNS, but comes back. */
  private final LoadingCache<String, BackendTarget> targets =
      Caffeine.newBuilder().expireAfterAccess(FORGOTTEN_AFTER).build(BackendTasks::found);

  private final ConcurrentLinkedDeque<BackendCall> lastCalls = new ConcurrentLinkedDeque<>();
  private volatile List<ServiceInstance> instances = List.of();

  BackendTasks(BackendDiscovery discovery, MeterRegistry metrics) {
    this.discovery = discovery;
    metrics.gauge("backend.addresses", this, tasks -> tasks.instances.size());
    metrics.gauge(
        "backend.addresses.well",
        this,
        tasks -> tasks.current().stream().filter(BackendTarget::isWell).count());
    for (Circuit state : Circuit.values()) {
      // By state, not by address: addresses come and go, and each would leave its meters behind.
      metrics.gauge(
          "backend.circuits",
          Tags.of("state", state.name().toLowerCase(Locale.ROOT)),
          this,
          tasks -> tasks.current().stream().filter(target -> target.circuit() == state).count());
    }
  }

  private static BackendTarget found(String address) {
    LOG.infof("backend found address=%s", address);
    return new BackendTarget(address);
  }

  /** In the order of their addresses. */
  public List<BackendTask> all() {
    return current().stream().map(BackendTarget::snapshot).toList();
  }

  /** Newest first, at most 20. */
  public List<BackendCall> lastCalls() {
    return lastCalls.stream().limit(LAST_CALLS).toList();
  }

  void remember(BackendCall call) {
    lastCalls.addFirst(call);
    while (lastCalls.size() > LAST_CALLS) {
      lastCalls.pollLast();
    }
  }

  /** The addresses that DNS names now. */
  List<BackendTarget> current() {
    return instances.stream()
        .map(this::target)
        .sorted(Comparator.comparing(BackendTarget::address))
        .toList();
  }

  private BackendTarget target(ServiceInstance instance) {
    return targets.get(address(instance));
  }

  private static String address(ServiceInstance instance) {
    return instance.getHost() + ":" + instance.getPort();
  }

  /** Looks the addresses up again; if there is no answer, those known stay. */
  void refresh() {
    List<ServiceInstance> found = discovery.instances();
    if (found.isEmpty()) {
      return;
    }
    instances = List.copyOf(found);
  }

  /**
   * Picks an address for an attempt. In order of preference: one that is well and was not tried;
   * one that is not ready and was not tried; any that answers its health check, with a closed
   * circuit if there is one; when all have errors, to call none would make it worse. Last, one that
   * does not answer but has not failed either.
   *
   * @param tried addresses of the attempts before
   * @throws AttemptFailedException if there is none
   */
  BackendTarget choose(Set<String> tried) {
    if (instances.isEmpty()) {
      refresh();
    }
    List<BackendTarget> known = current();
    if (known.isEmpty()) {
      throw AttemptFailedException.hopeless("no address is known");
    }
    Predicate<BackendTarget> untried = target -> !tried.contains(target.address());
    Predicate<BackendTarget> closed = BackendTarget::isClosed;
    List<Predicate<BackendTarget>> preferences =
        List.of(
            untried.and(BackendTarget::isWell),
            untried.and(closed).and(BackendTarget::answers),
            closed.and(BackendTarget::answers),
            BackendTarget::answers,
            closed);
    return preferences.stream()
        .map(preference -> known.stream().filter(preference).toList())
        .filter(candidates -> !candidates.isEmpty())
        .findFirst()
        .map(BackendTasks::lessBusyOfTwo)
        .orElseThrow(() -> AttemptFailedException.hopeless("the circuit of every address is open"));
  }

  /**
   * Power of two choices: it spreads evenly, and steers away from an address that hangs before
   * anything has timed out, as calls to it do not end.
   */
  private static BackendTarget lessBusyOfTwo(List<BackendTarget> candidates) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    int one = random.nextInt(candidates.size());
    BackendTarget first = candidates.get(one);
    if (candidates.size() == 1) {
      return first;
    }
    int step = random.nextInt(1, candidates.size());
    BackendTarget second = candidates.get((one + step) % candidates.size());
    return second.inFlight() < first.inFlight() ? second : first;
  }
}
