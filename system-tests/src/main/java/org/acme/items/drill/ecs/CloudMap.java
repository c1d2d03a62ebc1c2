package org.acme.items.drill.ecs;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * A name whose addresses come and go, and the resolver in front of it, which keeps an answer for
 * its whole time to live.
 */
public final class CloudMap implements AutoCloseable {
  private final Duration timeToLive;
  private final Set<String> registered = new ConcurrentSkipListSet<>();
  private final DnsServer dns;
  private Cached cached = new Cached(List.of(), Long.MIN_VALUE);
  private boolean frozen;

  /**
   * An answer.
   *
   * @param until on the clock of {@link System#nanoTime()}
   */
  private record Cached(List<String> addresses, long until) {}

  /**
   * Starts to answer.
   *
   * @param host address that containers can reach
   */
  public CloudMap(String name, Duration timeToLive, String host) {
    this.timeToLive = timeToLive;
    this.dns = new DnsServer(name, timeToLive, host, this::resolve);
  }

  /** {@code address:port}. */
  public String server() {
    return dns.address();
  }

  /** Makes an address known. */
  void register(String address) {
    registered.add(address);
  }

  /** Forgets an address; those who asked before may go on using it for the time to live. */
  void deregister(String address) {
    registered.remove(address);
  }

  /** What the resolver answers; at worst as old as the time to live. */
  public synchronized List<String> resolve() {
    long now = System.nanoTime();
    if (cached.addresses.isEmpty() || (!frozen && now - cached.until > 0)) {
      cached = new Cached(List.copyOf(registered), now + timeToLive.toNanos());
    }
    return cached.addresses;
  }

  /** Has the resolver go on with what it knows, for longer than it may; or lets it ask again. */
  public synchronized void freeze(boolean stale) {
    frozen = stale;
  }

  @Override
  public void close() {
    dns.close();
  }
}
