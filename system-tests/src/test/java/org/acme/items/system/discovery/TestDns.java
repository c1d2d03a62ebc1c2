package org.acme.items.system.discovery;

import java.time.Duration;
import java.util.List;
import org.acme.items.drill.ecs.DnsServer;

/**
 * A DNS server that knows one name, as Cloud Map and a resolver in front of it answer: A records of
 * 10 s, and in the worst case an answer that is 10 s old.
 */
final class TestDns implements AutoCloseable {
  static final Duration TIME_TO_LIVE = Duration.ofSeconds(10);

  private final DnsServer server;
  private volatile Answers answers = new Answers(List.of(), List.of(), System.nanoTime());

  /**
   * What is answered until a time and after it.
   *
   * @param changeAt on the clock of {@link System#nanoTime()}
   */
  private record Answers(List<String> before, List<String> after, long changeAt) {
    List<String> now() {
      return System.nanoTime() - changeAt < 0 ? before : after;
    }
  }

  TestDns(String name) {
    this.server = new DnsServer(name, TIME_TO_LIVE, "127.0.0.1", () -> answers.now());
  }

  /** As Stork wants it. */
  String address() {
    return server.address();
  }

  /** Answers with these addresses from now on. */
  void answer(List<String> addresses) {
    answers = new Answers(addresses, addresses, System.nanoTime());
  }

  /** Answers with these when the answers given before are no longer in any cache. */
  void answerAfterTimeToLive(List<String> addresses) {
    answers = new Answers(answers.now(), addresses, System.nanoTime() + TIME_TO_LIVE.toNanos());
  }

  @Override
  public void close() {
    server.close();
  }
}
