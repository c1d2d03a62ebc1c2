package org.acme.items.loadtest.measurement;

/** What this process runs on, in a line for people. */
final class Host {
  private Host() {}

  static String describe() {
    return "%d processors, %s %s, Java %s, heap up to %d MiB"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.version().feature(),
            Runtime.getRuntime().maxMemory() >> 20);
  }
}
