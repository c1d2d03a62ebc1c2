package org.acme.items.frontend.backend;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.stork.api.ServiceInstance;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** The tasks of the backend that discovery knows, and what the last calls to them were. */
@Singleton
public class BackendTasks {
  private static final Logger LOG = Logger.getLogger(BackendTasks.class);

  private static final int LAST_CALLS = 20;

  private final BackendDiscovery discovery;
  private final ConcurrentMap<String, BackendTarget> targets = new ConcurrentHashMap<>();
  private final ConcurrentLinkedDeque<BackendCall> lastCalls = new ConcurrentLinkedDeque<>();
  private volatile List<ServiceInstance> instances = List.of();

  BackendTasks(BackendDiscovery discovery, MeterRegistry metrics) {
    this.discovery = discovery;
    metrics.gauge("backend.addresses", this, tasks -> tasks.instances.size());
    metrics.gauge(
        "backend.addresses.well",
        this,
        tasks -> tasks.current().stream().filter(BackendTarget::isWell).count());
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
    return targets.computeIfAbsent(address(instance), BackendTarget::new);
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
    Set<String> before = Set.copyOf(instances.stream().map(BackendTasks::address).toList());
    Set<String> now = Set.copyOf(found.stream().map(BackendTasks::address).toList());
    instances = List.copyOf(found);
    if (!now.equals(before)) {
      LOG.infof("backend addresses=%s", now.stream().sorted().toList());
      targets.keySet().retainAll(now);
    }
  }

  /**
   * Picks an address for an attempt: a well one that was not tried, else one that is not ready but
   * was not tried, else any whose circuit is closed, else any that at least answers its health
   * check: when all of them have errors, to call none would make it worse.
   *
   * @param tried addresses of the attempts before
   * @throws AttemptFailedException if there is none
   */
  Choice choose(Set<String> tried) {
    if (instances.isEmpty()) {
      refresh();
    }
    List<ServiceInstance> known = instances;
    if (known.isEmpty()) {
      throw AttemptFailedException.nowhereToGo("no address is known");
    }
    List<Predicate<BackendTarget>> preferences =
        List.of(
            target -> target.isWell() && !tried.contains(target.address()),
            target -> target.isClosed() && !tried.contains(target.address()),
            BackendTarget::isClosed,
            BackendTarget::isReachable);
    for (Predicate<BackendTarget> preference : preferences) {
      List<ServiceInstance> candidates =
          known.stream().filter(instance -> preference.test(target(instance))).toList();
      if (!candidates.isEmpty()) {
        ServiceInstance instance = discovery.pick(candidates);
        return new Choice(instance, target(instance));
      }
    }
    throw AttemptFailedException.nowhereToGo("the circuit of every address is open");
  }

  /** An address, and the count that its load balancer keeps of the calls to it. */
  record Choice(ServiceInstance instance, BackendTarget target) {}
}
