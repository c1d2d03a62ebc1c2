package org.acme.items.__package__.work;

/** One turn of the work. */
@FunctionalInterface
interface Turn {
  /** Does it; a failure is logged, and the next turn comes all the same. */
  void take();
}
